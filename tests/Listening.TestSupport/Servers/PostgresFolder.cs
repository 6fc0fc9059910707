using System.Globalization;

namespace Listening.TestSupport.Servers;

/// <summary>The initialised data folder of a test PostgreSQL, and the command that serves it.</summary>
internal sealed class PostgresFolder
{
    /// <summary>The database superuser; loopback is trusted, so there is no password.</summary>
    public const string User = "listening";

    private const string Account = "postgres";
    private readonly string _root;

    private PostgresFolder(string root) => _root = root;

    public string Data => Path.Combine(_root, "data");

    public string Log => Path.Combine(_root, "server.log");

    /// <summary>Where a program of the newest installed PostgreSQL is, or null.</summary>
    public static string? FindProgram(string name) => Programs.Find(name, ("/usr/lib/postgresql", "*", "bin"));

    /// <summary>Makes and initialises a data folder.</summary>
    public static async Task<PostgresFolder> CreateAsync()
    {
        var initdb = FindProgram("initdb") ?? throw new ServerStartException("PostgreSQL (initdb) is not installed.");
        var folder = new PostgresFolder(ServerFolder.Create("postgres"));
        if (System.Environment.IsPrivilegedProcess)
            await ShortCommand.RunAsync("install", "-d", "-o", Account, "-m", "700", folder.Data);
        var (program, arguments) = AsServerAccount(initdb,
            "-D", folder.Data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
        await ShortCommand.RunAsync(program, arguments);
        return folder;
    }

    /// <summary>The command that serves this folder on the given loopback port.</summary>
    public ServerCommand Command(int port)
    {
        var postgres = FindProgram("postgres") ?? throw new ServerStartException("PostgreSQL is not installed.");
        string[] settings =
        [
            "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "full_page_writes=off",
            "max_connections=300", "shared_buffers=64MB", "timezone=UTC",
        ];
        var (program, arguments) = AsServerAccount(postgres,
            ["-D", Data, "-p", port.ToString(CultureInfo.InvariantCulture), .. settings.SelectMany(s => new[] { "-c", s })]);
        return new ServerCommand
        {
            Program = program,
            Arguments = arguments,
            Folder = _root,
            Log = Log,
            // SIGINT is PostgreSQL's fast stop; SIGTERM would wait for every client to leave.
            StopSignal = "INT",
            // Not SIGKILL: it would leave the server's shared memory behind.
            EndSignal = "QUIT",
        };
    }

    // PostgreSQL refuses to run as root, so there it runs under its package's account.
    private static (string Program, string[] Arguments) AsServerAccount(string program, params string[] arguments) =>
        System.Environment.IsPrivilegedProcess
            ? ("setpriv", [$"--reuid={Account}", $"--regid={Account}", "--init-groups", program, .. arguments])
            : (program, arguments);
}
