using System.Text.Json.Nodes;

namespace Listening.Web.Meetings;

/// <summary>Puts a page into a browser and prints it.</summary>
internal static class PrintedPage
{
    private const double Wide = 8.27; // A4, in inches
    private const double High = 11.69;
    private const double Margin = 0.7;

    private const string Footer = """
        <div style="width:100%;font:8pt Arial,Helvetica,sans-serif;text-align:center">Page <span class="pageNumber"></span> of <span class="totalPages"></span></div>
        """;

    /// <summary>Prints the page on A4.</summary>
    /// <returns>The PDF.</returns>
    public static async Task<byte[]> PrintAsync(DevTools tools, string html, CancellationToken cancellationToken)
    {
        var target = await tools.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" }, cancellationToken);
        var session = await tools.SendAsync(
            "Target.attachToTarget", new JsonObject { ["targetId"] = target.GetProperty("targetId").GetString(), ["flatten"] = true }, cancellationToken);
        tools.Session = session.GetProperty("sessionId").GetString();

        // The page asks for nothing and holds no script. If ever one slipped into it, it could neither run nor reach anything.
        await tools.SendAsync("Network.enable", [], cancellationToken);
        await tools.SendAsync(
            "Network.emulateNetworkConditions",
            new JsonObject { ["offline"] = true, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = -1 }, cancellationToken);
        await tools.SendAsync("Emulation.setScriptExecutionDisabled", new JsonObject { ["value"] = true }, cancellationToken);

        var tree = await tools.SendAsync("Page.getFrameTree", [], cancellationToken);
        var frame = tree.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString();
        await tools.SendAsync("Page.setDocumentContent", new JsonObject { ["frameId"] = frame, ["html"] = html }, cancellationToken);
        var printed = await tools.SendAsync("Page.printToPDF", Paper(), cancellationToken);
        return printed.GetProperty("data").GetBytesFromBase64();
    }

    private static JsonObject Paper() => new()
    {
        ["paperWidth"] = Wide,
        ["paperHeight"] = High,
        ["marginTop"] = Margin,
        ["marginBottom"] = Margin,
        ["marginLeft"] = Margin,
        ["marginRight"] = Margin,
        ["displayHeaderFooter"] = true,
        ["headerTemplate"] = "<span></span>",
        ["footerTemplate"] = Footer,
        // Read aloud it has headings and tables.
        ["generateTaggedPDF"] = true,
    };
}
