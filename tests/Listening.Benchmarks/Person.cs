using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Benchmarks;

/// <summary>Somebody who reads a queue, opens items, and takes and closes some.</summary>
internal sealed partial class Person(HttpClient http, int number)
{
    private readonly Random _random = new(number);

    public int Acts { get; private set; }

    public int Refused { get; private set; }

    public string LastItem { get; private set; } = "/queues/enquiry";

    /// <summary>Lets any number sign in from one address at once.</summary>
    public static void Admit(IServiceCollection services) => services.AddSingleton(new AccessSettings(IsTrial: true, AttemptsPerMinute: 10_000));

    public static async Task<Person> SignInAsync(Bench bench, int number)
    {
        await using var scope = bench.Services.CreateAsyncScope();
        var operation = OperationContext.System(TimeProvider.System, "Benchmark.");
        var token = (await scope.ServiceProvider.GetRequiredService<SignInLinks>().IssueAsync($"person-{number.ToString(CultureInfo.InvariantCulture)}", operation, CancellationToken.None)).Token;
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.Brotli, AllowAutoRedirect = true }) { BaseAddress = bench.Address };
        var page = await http.GetStringAsync(new Uri($"/sign-in/{token}", UriKind.Relative));
        using var signedIn = await http.PostAsync(new Uri($"/sign-in/{token}", UriKind.Relative), new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", TokenOf(page))]));
        signedIn.EnsureSuccessStatusCode();
        return new Person(http, number);
    }

    public async Task WorkAsync(TimeSpan think, CancellationToken end)
    {
        await ThinkAsync(think);
        while (!end.IsCancellationRequested)
        {
            var list = await ReadAsync(_random.Next(4) == 0 ? "/queues/enquiry?order=due" : "/queues/enquiry");
            await ThinkAsync(think);
            var items = ItemPattern().Matches(list);
            LastItem = $"/queues/enquiry?item={items[_random.Next(items.Count)].Groups["found"].Value}";
            var item = await ReadAsync(LastItem);
            await ThinkAsync(think);
            await ActAsync(item, _random.Next(3) == 0 ? [KeyValuePair.Create("act", "take")] : [KeyValuePair.Create("act", "close"), KeyValuePair.Create("outcome", "no-action")]);
            await ThinkAsync(think);
        }
    }

    // Half of it to half as much again: people who all took the same time would come in step after the first delay.
    private Task ThinkAsync(TimeSpan think) => Task.Delay(think * (0.5 + _random.NextDouble()), CancellationToken.None);

    public Task<string> ReadAsync(string path) => http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Has a queue open and notes when it hears of new posts, until the service ends.</summary>
    public async Task HearAsync(string queue, ConcurrentQueue<(DateTime At, int Count)> heard)
    {
        while (true)
        {
            try
            {
                await using var stream = await http.GetStreamAsync(new Uri($"/queues/{queue}/live", UriKind.Relative));
                await foreach (var line in SseParser.Create(stream).EnumerateAsync())
                {
                    if (line.EventType == "arrived") heard.Enqueue((TimeProvider.System.GetUtcNow().UtcDateTime, JsonDocument.Parse(line.Data).RootElement.GetProperty("count").GetInt32()));
                }
            }
            catch (Exception ended) when (ended is HttpRequestException or IOException)
            {
                return;
            }
        }
    }

    public async Task WeighAsync(string path)
    {
        var whole = await ReadAsync(path);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path,-32} {whole.Length / 1024.0:F1} kB as text, {Compressed(whole) / 1024.0:F1} kB compressed as the service does"));
    }

    private async Task ActAsync(string page, IEnumerable<KeyValuePair<string, string>> what)
    {
        if (OpenPattern().Match(page) is not { Success: true } open) return;
        using var form = new FormUrlEncodedContent([.. what, KeyValuePair.Create("items", open.Groups["found"].Value), KeyValuePair.Create("__RequestVerificationToken", TokenOf(page))]);
        using var answer = await http.PostAsync(new Uri($"{LastItem}&handler=Act", UriKind.Relative), form);
        if (answer.StatusCode == HttpStatusCode.Conflict) Refused++;
        else Acts++;
    }

    private static long Compressed(string text)
    {
        using var to = new MemoryStream();
        using (var brotli = new BrotliStream(to, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(Encoding.UTF8.GetBytes(text));
        return to.Length;
    }

    private static string TokenOf(string page) => TokenPattern().Match(page).Groups["found"].Value;

    [GeneratedRegex("data-item=\"(?<found>\\d+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ItemPattern();

    [GeneratedRegex("aria-label=\"What to do\"[^>]*>\\s*<input type=\"hidden\" name=\"items\" value=\"(?<found>[\\d:]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpenPattern();

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<found>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TokenPattern();
}
