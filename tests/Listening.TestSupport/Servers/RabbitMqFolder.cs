using System.Globalization;

namespace Listening.TestSupport.Servers;

/// <summary>The files, names and ports of one test broker, apart from any other broker on the machine.</summary>
internal sealed class RabbitMqFolder
{
    private readonly Dictionary<string, string> _environment;

    private RabbitMqFolder(string root, int port)
    {
        Root = root;
        Port = port;
        EpmdPort = LoopbackPorts.Take();
        NodeName = $"listening-{Path.GetFileName(root).ToLowerInvariant()}@localhost";
        Cookie = Convert.ToHexString(Guid.NewGuid().ToByteArray());
        _environment = BuildEnvironment();
    }

    public string Root { get; }

    public int Port { get; }

    public int EpmdPort { get; }

    public string NodeName { get; }

    public string Cookie { get; }

    public string Messages => Path.Combine(Root, "mnesia");

    public string Log => Path.Combine(Root, "console.log");

    public IReadOnlyDictionary<string, string> Environment => _environment;

    /// <summary>The broker's start script, or null. Debian's own wrapper would change the account and the paths.</summary>
    public static string? FindServer() => Programs.Find("rabbitmq-server", ("/usr/lib/rabbitmq/lib", "rabbitmq_server-*", "sbin"));

    /// <summary>A program of the Erlang runtime, or null.</summary>
    public static string? FindErlang(string name) => Programs.Find(name, ("/usr/lib/erlang", "erts-*", "bin"));

    public static RabbitMqFolder Create()
    {
        var folder = new RabbitMqFolder(ServerFolder.Create("rabbitmq"), LoopbackPorts.Take());
        Directory.CreateDirectory(folder.Messages);
        // A small disc limit: the default stops publishers on a machine with little space left.
        File.WriteAllText(folder.InRoot("rabbitmq.conf"),
            "loopback_users = none\ndisk_free_limit.absolute = 50MB\nlog.file.level = warning\n");
        File.WriteAllText(folder.InRoot("enabled_plugins"), "[].\n");
        return folder;
    }

    /// <summary>The name server that lets nodes find each other, in the foreground so that it can be stopped by its id.</summary>
    public ServerCommand NameServer() => new()
    {
        Program = FindErlang("epmd") ?? throw new ServerStartException("Erlang (epmd) is not installed."),
        Arguments = ["-port", EpmdPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1"],
        Folder = Root,
        Log = InRoot("epmd.log"),
    };

    public ServerCommand Broker() => new()
    {
        Program = FindServer() ?? throw new ServerStartException("RabbitMQ is not installed."),
        Environment = _environment,
        Folder = Root,
        Log = Log,
    };

    private Dictionary<string, string> BuildEnvironment() => new(StringComparer.Ordinal)
    {
        ["HOME"] = Root,
        ["RABBITMQ_NODENAME"] = NodeName,
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_DIST_PORT"] = LoopbackPorts.Take().ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_PORT"] = EpmdPort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_MNESIA_BASE"] = Messages,
        ["RABBITMQ_LOG_BASE"] = Root,
        ["RABBITMQ_PID_FILE"] = InRoot("broker.pid"),
        ["RABBITMQ_CONFIG_FILE"] = InRoot("rabbitmq.conf"),
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = InRoot("enabled_plugins"),
        ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = $"-setcookie {Cookie} -kernel inet_dist_use_interface {{127,0,0,1}}",
        // Makes the start script turn into the broker, so that the process id is the broker's own.
        ["RUNNING_UNDER_SYSTEMD"] = "true",
    };

    private string InRoot(string name) => Path.Combine(Root, name);
}
