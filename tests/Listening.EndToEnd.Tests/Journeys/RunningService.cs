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
public sealed class RunningService : IAsyncLifetime
{
    /// <summary>Puts every sign of a script that ran where a test finds it.</summary>
    public const string Mark = "scriptran";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-journeys-");
    private WebApplication? _app;

    /// <summary>Where it is served, without a slash at the end.</summary>
    public string Address => _app!.Urls.Single();

    /// <summary>Hostile texts that lie in the queue <c>unsorted</c> or wherever routing puts them.</summary>
    public static IReadOnlyList<string> HostileTexts { get; } =
    [
        $"the ICO <script>{Mark}=1;document.title='{Mark}'</script>",
        $"the ICO <img src=x onerror=\"document.title='{Mark}'\">",
        $"the ICO \"><svg onload=document.title='{Mark}'>",
        $"the ICO javascript:document.title='{Mark}'",
        $"the ICO </bdi></div></article><iframe srcdoc=\"<script>parent.document.title='{Mark}'</script>\">",
        $"the ICO '-alert(1)-' {{{{constructor.constructor('document.title=`{Mark}`')()}}}} ${{document.title='{Mark}'}}",
        "the ICO \u202Etxet desrever\u202C \u2066isolated\u2069 \u200F",
        "the ICO <a href=\"https://attacker.example/\" onmouseover=\"alert(1)\">click</a>",
        "the ICO <meta http-equiv=refresh content=\"0;url=https://attacker.example/\">",
        "the ICO <style>*{display:none}</style><link rel=stylesheet href=https://attacker.example/x.css>",
        "the ICO Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘ " + new string('w', 400),
        "the ICO <base href=\"https://attacker.example/\"><form action=\"https://attacker.example/\"><button>press</button></form>",
    ];

    public async Task InitializeAsync()
    {
        var hostile = Path.Combine(_folder.FullName, "hostile.jsonl");
        await using (var file = File.Create(hostile))
        {
            foreach (var (at, text) in HostileTexts.Index()) await file.WriteAsync(Line(at, text));
        }

        var options = new ListeningOptions
        {
            Urls = "http://127.0.0.1:0",
            Database = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "listening.db")}" },
            Keys = new KeyOptions { Folder = Path.Combine(_folder.FullName, "keys") },
            Log = new LogOptions { Level = Microsoft.Extensions.Logging.LogLevel.Error },
            Sources = new()
            {
                ["sample"] = new SourceOptions { Kind = SourceKind.Recorded },
                ["hostile"] = new SourceOptions { Kind = SourceKind.Recorded, Recorded = new RecordedOptions { Path = hostile } },
            },
        };
        foreach (var example in Core.Searches.ExampleSearches.All)
            options.Searches[example.Name] = new SearchOptions { Query = example.Query.Text, Purpose = example.Purpose, Sources = ["sample", "hostile"], EverySeconds = 2 };
        _app = ServiceHost.Build(options);
        await _app.StartListeningAsync(CancellationToken.None);
        await UntilFilledAsync();
    }

    /// <summary>A link that signs in once.</summary>
    public async Task<string> SignInLinkAsync(string account = "first-account")
    {
        await using var scope = _app!.Services.CreateAsyncScope();
        var links = scope.ServiceProvider.GetRequiredService<SignInLinks>();
        return $"{Address}/sign-in/{await links.IssueAsync(account, OperationContext.System(TimeProvider.System, "Test."), CancellationToken.None)}";
    }

    /// <summary>A service of the running one.</summary>
    public T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task UntilFilledAsync()
    {
        var triage = _app!.Services.GetRequiredService<ITriageReader>();
        for (var i = 0; i < 240; i++)
        {
            var queues = await triage.SummariseAsync(CancellationToken.None);
            var hostileThere = (await Task.WhenAll(TriageQueues.All.Select(queue => triage.ListAsync(new ItemFilter(queue, Size: 500), CancellationToken.None))))
                .Sum(page => page.Items.Count(item => item.SourceName == "hostile"));
            if (queues.All(queue => queue.Open > 0) && hostileThere == HostileTexts.Count) return;
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
