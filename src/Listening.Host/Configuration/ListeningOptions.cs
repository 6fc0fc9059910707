using System.ComponentModel.DataAnnotations;
using Listening.Core.Retention;
using Listening.Core.Routing;
using Listening.Core.Sources;

namespace Listening.Host.Configuration;

/// <summary>The whole configuration: the section <c>Listening</c> of appsettings.json and of the environment.</summary>
public sealed class ListeningOptions
{
    /// <summary>Where pages are served; several addresses are separated by semicolons.</summary>
    [Required]
    public string Urls { get; set; } = "http://127.0.0.1:5080";

    /// <summary>Addresses of the proxies in front, whose word is taken for a request's own address, scheme and host.</summary>
    public List<string> Proxies { get; set; } = [];

    public SignInOptions SignIn { get; set; } = new();

    [Required]
    public DatabaseOptions Database { get; set; } = null!;

    public TransportOptions Transport { get; set; } = new();

    [Required]
    public KeyOptions Keys { get; set; } = null!;

    public RetentionOptions Retention { get; set; } = new();

    public WatchingOptions Watching { get; set; } = new();

    public AuditOptions Audit { get; set; } = new();

    public LogOptions Log { get; set; } = new();

    /// <summary>Who is told when something is wrong with deletion, keys or the log.</summary>
    public RecipientOptions? Alerts { get; set; }

    /// <summary>The enforcement group's digest; not sent unless set.</summary>
    public DigestOptions? Digest { get; set; }

    /// <summary>Passing on to teams by mail; not offered unless set.</summary>
    public PassOnOptions? PassOn { get; set; }

    /// <summary>Handing over to the case system; only downloads are offered unless set.</summary>
    public HandOverOptions? HandOver { get; set; }

    public RepliesOptions Replies { get; set; } = new();

    /// <summary>Packs of meetings as PDF; not offered unless set.</summary>
    public PdfOptions? Pdf { get; set; }

    /// <summary>The sources by name.</summary>
    [Required]
    public Dictionary<string, SourceOptions> Sources { get; set; } = null!;

    /// <summary>True when these settings stand in because there were none. Not a setting itself.</summary>
    public bool IsEvaluation { get; internal set; }

    /// <summary>Searches added at start when no search of their name was ever there.</summary>
    public Dictionary<string, SearchOptions> Searches { get; set; } = [];
}

/// <summary>The database.</summary>
public sealed class DatabaseOptions
{
    [Required]
    public DatabaseProvider? Provider { get; set; }

    /// <summary>Connection string of the provider; a secret where it holds a password.</summary>
    [Required]
    public string ConnectionString { get; set; } = null!;
}

/// <summary>Databases the service runs on.</summary>
public enum DatabaseProvider
{
    Sqlite,
    SqlServer,
    PostgreSql,
}

/// <summary>What carries messages between the stages.</summary>
public sealed class TransportOptions
{
    public TransportKind Kind { get; set; } = TransportKind.InProcess;

    /// <summary>Needed when the kind is RabbitMq.</summary>
    public RabbitMqOptions? RabbitMq { get; set; }
}

/// <summary>Kinds of transport.</summary>
public enum TransportKind
{
    InProcess,
    RabbitMq,
}

/// <summary>The broker.</summary>
public sealed class RabbitMqOptions
{
    [Required]
    public string Host { get; set; } = null!;

    [Range(1, 65535)]
    public int Port { get; set; } = 5672;

    public string VirtualHost { get; set; } = "/";

    [Required]
    public string UserName { get; set; } = null!;

    [Required]
    public string Password { get; set; } = null!;

    /// <summary>
    /// True on a cluster of three brokers or more, which then copies its queue. On a single broker a copied queue has
    /// nobody to elect: after a kill it was seen to take no consumer any more, so there the queue is a durable classic one.
    /// </summary>
    public bool Cluster { get; set; }
}

/// <summary>Where content keys live.</summary>
public sealed class KeyOptions
{
    /// <summary>A folder that only the service may read, not on the database's backup.</summary>
    [Required]
    public string Folder { get; set; } = null!;
}

/// <summary>How long posts are kept.</summary>
public sealed class RetentionOptions
{
    /// <summary>Hours after collection.</summary>
    [Range(1, RetentionPolicy.LongestHours)]
    public int StandardHours { get; set; } = 120;

    /// <summary>Hours after collection for posts in the noise queue; not more than <see cref="StandardHours"/>.</summary>
    [Range(1, RetentionPolicy.LongestHours)]
    public int NoiseHours { get; set; } = 24;

    /// <summary>Minutes between two purges.</summary>
    [Range(1, 60)]
    public int EveryMinutes { get; set; } = 15;

    /// <summary>Posts deleted in one transaction.</summary>
    [Range(100, 50_000)]
    public int BatchSize { get; set; } = 15_000;

    /// <summary>Days for which a deleted post's keyed hash keeps it from being collected again after its source last showed it.</summary>
    [Range(1, 400)]
    public int TombstoneDays { get; set; } = 35;

    /// <summary>Days for which collection runs are kept.</summary>
    [Range(1, 400)]
    public int RunDays { get; set; } = 30;

    /// <summary>Full years after a year's end for which it can be asked which posts were deleted in it; then its key is destroyed.</summary>
    [Range(0, 6)]
    public int ProofYears { get; set; } = 1;
}

/// <summary>What is logged, and where.</summary>
public sealed class LogOptions
{
    public LogLevel Level { get; set; } = LogLevel.Information;

    /// <summary>A folder for daily log files, kept for 14 days; none when not set.</summary>
    public string? Folder { get; set; }
}

/// <summary>A saved search in the configuration.</summary>
public sealed class SearchOptions
{
    [Required]
    public string Query { get; set; } = null!;

    public SearchPurpose Purpose { get; set; }

    public SearchKind Kind { get; set; }

    public string? Target { get; set; }

    /// <summary>Names of its sources.</summary>
    [Required]
    public List<string> Sources { get; set; } = null!;

    /// <summary>Seconds between runs; either this or a cron expression.</summary>
    [Range(1, 86_400)]
    public int? EverySeconds { get; set; }

    /// <summary>Quartz cron expression, UTC.</summary>
    public string? Cron { get; set; }
}
