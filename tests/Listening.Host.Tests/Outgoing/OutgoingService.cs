using Listening.Application.Auditing;
using Listening.Application.Outgoing;
using Listening.Application.Storage;
using Listening.Core.Outgoing;
using Listening.Host.Configuration;
using Listening.Host.Tests.Serving;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Host.Tests.Outgoing;

/// <summary>The whole service with one item, whose text has the canary in it.</summary>
internal sealed class OutgoingService : IAsyncDisposable
{
    public const string Why = "Please look at this kettle.";

    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);
    private readonly ServiceFolder _folder = new();
    private readonly RunningService _service;

    private OutgoingService(ServiceFolder folder, RunningService service) => (_folder, _service) = (folder, service);

    public ShiftedTime Time { get; private init; } = null!;

    public long Item { get; private set; }

    public string Logs => string.Concat(Directory.GetFiles(_folder.LogFolder).Select(file =>
    {
        // It is still written to.
        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }));

    public static async Task<OutgoingService> StartAsync(Action<ListeningOptions> settings)
    {
        var folder = new ServiceFolder();
        folder.Record(1, 1);
        var options = folder.Options();
        settings(options);
        var time = new ShiftedTime(TimeSpan.Zero);
        var service = new OutgoingService(folder, await RunningService.StartAsync(options, services => services.AddSingleton<TimeProvider>(time))) { Time = time };
        await service._service.RoutedAsync(1);
        service.Item = await service._service.ReadAsync(db => db.TriageItems.Select(item => item.PostId).SingleAsync());
        return service;
    }

    public T Get<T>() where T : notnull => _service.Get<T>();

    public HttpClient Client() => _service.Client();

    /// <summary>Asks for the item to be sent.</summary>
    /// <returns>The sending's number.</returns>
    public async Task<long> AskAsync(SendingKind kind, string target = "")
    {
        var draft = new SendingDraft { ItemId = Item, Kind = kind, Target = target, MessageId = MessageNumber.New(Time), Words = Why };
        var asked = await _service.Get<SendingService>().AskAsync(draft, new OperationContext("7", Time.GetUtcNow().UtcDateTime, ""), CancellationToken.None);
        return asked.SendingId ?? throw new InvalidOperationException(asked.Refusal);
    }

    public Task<SendingRow?> RowAsync(long sending) => _service.ReadAsync(db => db.Sendings.AsNoTracking().SingleOrDefaultAsync(row => row.Id == sending));

    /// <summary>Waits until a sending is as it should be.</summary>
    public async Task<SendingRow> WaitAsync(long sending, Func<SendingRow, bool> until, string what)
    {
        await Eventually.TrueAsync(async () => await RowAsync(sending) is { } row && until(row), what, _limit);
        return (await RowAsync(sending))!;
    }

    public Task<T> ReadAsync<T>(Func<ListeningDbContext, Task<T>> read) => _service.ReadAsync(read);

    /// <summary>Does as if somebody had killed the process after sending, before it was noted.</summary>
    public Task ForgetAsync(long sending) => _service.ReadAsync(db => db.Sendings.Where(row => row.Id == sending).ExecuteUpdateAsync(
        row => row.SetProperty(s => s.State, SendingState.Waiting).SetProperty(s => s.NextAttemptAt, Time.GetUtcNow().UtcDateTime)));

    public void LogsHoldNothing() => Assert.DoesNotContain("kettle", Logs, StringComparison.OrdinalIgnoreCase);

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        _folder.Dispose();
    }
}
