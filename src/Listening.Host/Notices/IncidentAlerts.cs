using System.Text.Json;
using System.Threading.Channels;
using Listening.Application.Incidents;
using Listening.Application.Storage;

namespace Listening.Host.Notices;

/// <summary>Tells whoever is configured of incidents, when they open and again at every start while they are open.</summary>
/// <remarks>What could not be sent is tried again every few minutes, until the incident is over or it is sent.</remarks>
internal sealed partial class IncidentAlerts(
    IReadOnlyList<INoticeChannel> channels, Func<IncidentBook> book, TimeProvider time, ILogger<IncidentAlerts> logger) : BackgroundService, IIncidentListener
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(5);

    private readonly Channel<bool> _opened = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly HashSet<(string Channel, long Incident)> _told = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public void Opened() => _opened.Writer.TryWrite(true);

    /// <summary>Tells every channel of every open incident that it was not told of.</summary>
    /// <returns>True when all were told.</returns>
    public async Task<bool> TellAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var all = true;
            foreach (var incident in await book().OpenOnesAsync(cancellationToken)) all &= await TellAsync(incident, cancellationToken);
            return all;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var all = false;
            try
            {
                all = await TellAsync(stoppingToken);
            }
            catch (Exception failed) when (failed is not OperationCanceledException)
            {
                // The database is away; the incidents are still there when it is back.
                LogFailed(failed.GetType().Name);
            }

            var opened = _opened.Reader.WaitToReadAsync(stoppingToken).AsTask();
            if (all) await opened;
            else await Task.WhenAny(opened, Task.Delay(Again, time, stoppingToken));
            _opened.Reader.TryRead(out _);
        }
    }

    private async Task<bool> TellAsync(IncidentRow incident, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var channel in channels.Where(channel => !_told.Contains((channel.Name, incident.Id))))
        {
            var problem = await channel.SendAsync(NoticeOf(incident), cancellationToken);
            if (problem is null) _told.Add((channel.Name, incident.Id));
            else LogNotTold(channel.Name, incident.Id, problem);
            all &= problem is null;
        }

        return all;
    }

    private static Notice NoticeOf(IncidentRow incident) => new(
        "Listening: something is wrong with deletion, keys or the log",
        incident.Problem,
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            incident = incident.Id,
            kind = incident.Kind.ToString(),
            subject = incident.Subject,
            problem = incident.Problem,
            openedAt = incident.OpenedAt,
        }));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Channel {Channel} was not told of incident {Incident}: {Problem}")]
    private partial void LogNotTold(string channel, long incident, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Incidents could not be read to tell of them: {Exception}")]
    private partial void LogFailed(string exception);
}
