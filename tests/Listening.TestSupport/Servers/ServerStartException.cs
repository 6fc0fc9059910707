namespace Listening.TestSupport.Servers;

/// <summary>A test server did not come up. The message holds the end of its log.</summary>
public sealed class ServerStartException : Exception
{
    public ServerStartException(string message) : base(message) { }

    public ServerStartException(string message, Exception? inner) : base(message, inner) { }

    internal static ServerStartException WithLog(string server, string log, Exception? inner = null)
    {
        var lines = File.Exists(log) ? File.ReadAllLines(log).TakeLast(30) : ["(no log)"];
        return new ServerStartException($"{server} did not start.\n{string.Join('\n', lines)}", inner);
    }
}
