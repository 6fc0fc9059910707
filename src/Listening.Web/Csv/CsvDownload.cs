using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Csv;

/// <summary>Sends rows as a file to be saved.</summary>
/// <param name="name">The file's name without its ending.</param>
/// <param name="headings">The first row.</param>
/// <param name="rows">The others.</param>
internal sealed class CsvDownload(string name, IReadOnlyList<string> headings, IAsyncEnumerable<IReadOnlyList<string>> rows) : IActionResult
{
    /// <summary>A file of rows that are there already.</summary>
    public CsvDownload(string name, IReadOnlyList<string> headings, IEnumerable<IReadOnlyList<string>> rows)
        : this(name, headings, rows.ToAsyncEnumerable())
    {
    }

    /// <inheritdoc/>
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{name}.csv\"";
        await CsvTable.WriteAsync(response.Body, headings, rows, context.HttpContext.RequestAborted);
    }
}
