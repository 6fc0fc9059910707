using System.Net;
using Listening.TestSupport.Servers;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.Host.Tests.Serving;

public sealed class RetentionTests : IDisposable
{
    private const int Overdue = 3_000;
    private readonly ServiceFolder _folder = new();

    [Fact]
    public async Task What_became_due_while_the_service_was_down_is_gone_before_the_first_request_is_answered()
    {
        _folder.Record(1, Overdue);
        await using (var before = await StartAsync(new ShiftedTime(-TimeSpan.FromDays(6)))) await before.RoutedAsync(Overdue);
        Assert.Equal(Overdue, await CountAsync("Posts"));
        File.Delete(_folder.Recording);
        var address = $"http://127.0.0.1:{LoopbackPorts.Take()}";

        var first = LeftAtFirstResponseAsync(new Uri(address));
        await using var service = await StartAsync(new ShiftedTime(TimeSpan.Zero), address);

        Assert.Equal((0, 0, 0), await first);
        Assert.Equal(Overdue, await service.ReadAsync(db => db.DeletionLog.SumAsync(entry => entry.Posts)));
        await service.ReadyAsync();
    }

    [Fact]
    public async Task A_post_held_too_long_makes_the_service_unready_but_not_dead()
    {
        _folder.Record(1, 10);
        var clock = new ShiftedTime(TimeSpan.Zero);
        await using var service = await StartAsync(clock);
        await service.RoutedAsync(10);
        await service.ReadyAsync();
        using var http = service.Client();

        // Due, and two purges should have come round since.
        clock.Shift = TimeSpan.FromHours(120) + TimeSpan.FromMinutes(31);

        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Unhealthy"), (ready.StatusCode, await ready.Content.ReadAsStringAsync()));
        Assert.Equal("Healthy", await http.GetStringAsync(new Uri("/health/live", UriKind.Relative)));
    }

    public void Dispose() => _folder.Dispose();

    private Task<RunningService> StartAsync(TimeProvider clock, string? address = null)
    {
        var options = _folder.Options();
        if (address is not null) options.Urls = address;
        return RunningService.StartAsync(options, services => services.AddSingleton(clock));
    }

    private async Task<(long Posts, long Matches, long Items)> LeftAtFirstResponseAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        for (var attempt = 0; attempt < 3_000; attempt++)
        {
            try
            {
                using var response = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
                return (await CountAsync("Posts"), await CountAsync("Matches"), await CountAsync("TriageItems"));
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20);
            }
        }

        throw new TimeoutException("The service did not answer within a minute.");
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = new SqliteConnection($"Data Source={_folder.DatabaseFile};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Table names of this file only.
        command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
