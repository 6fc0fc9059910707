using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Triage;
using Listening.Core.Posts;
using Listening.Core.Triage;
using Listening.Host.Configuration;
using Listening.Host.Serving;
using Listening.Sources.Recorded;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>The whole service on a free loopback port with the sample day, and a source of hostile texts, in its queues.</summary>
public class RunningService : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-journeys-");
    private WebApplication? _app;

    /// <summary>Where it is served, without a slash at the end.</summary>
    public string Address => _app!.Urls.Single();

    public virtual async Task InitializeAsync()
    {
        var hostile = Path.Combine(_folder.FullName, "hostile.jsonl");
        await using (var file = File.Create(hostile))
        {
            foreach (var (at, text) in HostileTexts.All.Index()) await file.WriteAsync(Line(at, text));
        }

        var options = new ListeningOptions
        {
            Urls = "http://127.0.0.1:0",
            Database = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "listening.db")}" },
            Keys = new KeyOptions { Folder = Path.Combine(_folder.FullName, "keys") },
            Log = new LogOptions { Level = Microsoft.Extensions.Logging.LogLevel.Error },
            // Hostile texts have few authors, and every page of them is opened.
            Watching = new WatchingOptions { BlockViews = 100_000 },
            Sources = new()
            {
                ["sample"] = new SourceOptions { Kind = SourceKind.Recorded },
                ["hostile"] = new SourceOptions { Kind = SourceKind.Recorded, Recorded = new RecordedOptions { Path = hostile } },
            },
        };
        foreach (var example in Core.Searches.ExampleSearches.All)
            options.Searches[example.Name] = new SearchOptions { Query = example.Query.Text, Purpose = example.Purpose, Sources = ["sample", "hostile"], EverySeconds = 2 };
        Connect(options);
        // Everybody may do everything, and as often as so many tests at once sign in.
        _app = ServiceHost.Build(options, services => services.AddSingleton(new AccessSettings(IsTrial: true, AttemptsPerMinute: 10_000)));
        await _app.StartListeningAsync(CancellationToken.None);
        await UntilFilledAsync();
    }

    /// <summary>A link that signs in once.</summary>
    public async Task<string> SignInLinkAsync(string account = "first-account")
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var links = scope.ServiceProvider.GetRequiredService<SignInLinks>();
        return $"{Address}/sign-in/{(await links.IssueAsync(account, OperationContext.System(TimeProvider.System, "Test."), CancellationToken.None)).Token}";
    }

    /// <summary>A link that signs in once as a new account of one role.</summary>
    public async Task<string> SignInLinkAsync(StaffRole role)
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var operation = OperationContext.System(TimeProvider.System, "Test.");
        var added = await scope.ServiceProvider.GetRequiredService<AccountService>().AddAsync($"only-{role}", [role], operation, CancellationToken.None);
        var links = scope.ServiceProvider.GetRequiredService<SignInLinks>();
        return $"{Address}/sign-in/{(await links.IssueAsync(added.Account!.Value, operation, CancellationToken.None)).Token}";
    }

    /// <summary>A service of the running one.</summary>
    public T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public virtual async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Sets what the service is connected with besides.</summary>
    protected virtual void Connect(ListeningOptions options)
    {
    }

    private async Task UntilFilledAsync()
    {
        var triage = _app!.Services.GetRequiredService<ITriageReader>();
        for (var i = 0; i < 240; i++)
        {
            var queues = await triage.SummariseAsync(CancellationToken.None);
            var hostileThere = (await Task.WhenAll(TriageQueues.All.Select(queue => triage.ListAsync(new ItemFilter(queue) { Source = "hostile", Size = 1 }, CancellationToken.None))))
                .Sum(page => page.Total);
            if (queues.All(queue => queue.Open > 0) && hostileThere == HostileTexts.All.Count) return;
            await Task.Delay(250);
        }

        throw new TimeoutException("The queues were not filled in a minute.");
    }

    private static ReadOnlyMemory<byte> Line(int at, string text)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        PostWriter.WriteLine(buffer, new Post
        {
            Id = $"hostile-{at}",
            Author = new Author($"a{at}", "<b>handle</b>", "\u202E<script>document.title='scriptran'</script>"),
            Text = text,
            Url = at % 2 == 0 ? "javascript:document.title='scriptran'" : "https://social.example/p/1?x=\"onclick=\"alert(1)",
            CreatedAt = DateTime.UnixEpoch,
        });
        return buffer.WrittenMemory;
    }
}
