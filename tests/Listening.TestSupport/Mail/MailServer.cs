using System.Globalization;
using System.Text.Json;
using Listening.TestSupport.Servers;

namespace Listening.TestSupport.Mail;

/// <summary>A real SMTP server on a loopback port (<c>tests/smtp</c>, from npm).</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly NodeScript _script;

    private MailServer(NodeScript script) => _script = script;

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port => _script.Port;

    /// <summary>Starts it. It refuses recipients whose name begins with <c>refuse</c> and puts off those that begin with <c>defer</c>.</summary>
    /// <param name="port">The port; any that is free when it is 0.</param>
    public static async Task<MailServer> StartAsync(int port = 0) =>
        new(await NodeScript.StartAsync("smtp", port.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The next mail that it took, as <c>from</c>, <c>to</c>, <c>subject</c>, <c>messageId</c>, <c>headers</c> and <c>text</c>.</summary>
    public Task<JsonElement> NextAsync() => _script.NextAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _script.DisposeAsync();
}
