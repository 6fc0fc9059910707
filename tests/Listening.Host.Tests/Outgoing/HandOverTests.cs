using System.Text.Json;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Host.Configuration;
using Listening.Host.Tests.Serving;
using Listening.TestSupport;
using Listening.TestSupport.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Listening.Host.Tests.Outgoing;

/// <summary>Items handed over by signed webhook.</summary>
public sealed class HandOverTests
{
    private const string Known = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_c2VjcmV0LXRoYXQtbm9ib2R5LWVsc2Uta25vd3M=";

    [Fact]
    public async Task The_library_of_the_standard_verifies_the_signature_and_the_reference_is_kept()
    {
        await using var cases = await CaseSystem.StartAsync(Known);
        await using var service = await OutgoingService.StartAsync(options => options.HandOver = Settings(cases.Address, Known));
        var sending = await service.AskAsync(SendingKind.HandOver);

        var received = await cases.NextAsync();
        var row = await service.WaitAsync(sending, row => row.State == SendingState.Sent, "it is not noted as sent");

        Assert.True(received.GetProperty("verified").GetBoolean());
        Assert.Equal((row.MessageId, "IC-1001"), (received.GetProperty("id").GetString(), row.Reference));
        var body = JsonDocument.Parse(received.GetProperty("body").GetString()!).RootElement;
        Assert.Equal("item.handed-over", body.GetProperty("type").GetString());
        var data = body.GetProperty("data");
        Assert.Equal(["item", "queue", "source", "url", "author", "text", "createdAt", "collectedAt", "reasons", "note"], data.EnumerateObject().Select(member => member.Name));
        Assert.Equal((service.Item, "recording", OutgoingService.Why), (data.GetProperty("item").GetInt64(), data.GetProperty("source").GetString(), data.GetProperty("note").GetString()));
        Assert.Equal($"the data protection fee {ServiceFolder.Canary}1", data.GetProperty("text").GetString());
        Assert.Equal(ItemOutcome.HandedOver, await service.ReadAsync(db => db.TriageItems.Select(item => item.Outcome).SingleAsync()));
        service.LogsHoldNothing();
    }

    [Fact]
    public async Task While_one_secret_replaces_the_other_a_receiver_that_knows_either_verifies_it()
    {
        foreach (var secrets in new[] { new[] { Known, Other }, [Other, Known] })
        {
            await using var cases = await CaseSystem.StartAsync(Known);
            await using var service = await OutgoingService.StartAsync(options => options.HandOver = Settings(cases.Address, secrets));
            await service.AskAsync(SendingKind.HandOver);
            Assert.True((await cases.NextAsync()).GetProperty("verified").GetBoolean());
        }
    }

    [Fact]
    public async Task A_receiver_that_knows_another_secret_verifies_nothing_and_it_is_tried_again()
    {
        await using var cases = await CaseSystem.StartAsync(Known);
        await using var service = await OutgoingService.StartAsync(options => options.HandOver = Settings(cases.Address, Other));
        var sending = await service.AskAsync(SendingKind.HandOver);

        Assert.False((await cases.NextAsync()).GetProperty("verified").GetBoolean());
        Assert.False((await cases.NextAsync()).GetProperty("verified").GetBoolean());
        Assert.Equal(SendingState.Waiting, (await service.WaitAsync(sending, row => row.Attempts > 1, "it was not tried again")).State);
    }

    [Fact]
    public async Task A_kill_after_sending_gives_the_receiver_the_same_message_and_no_second_case()
    {
        await using var cases = await CaseSystem.StartAsync(Known);
        await using var service = await OutgoingService.StartAsync(options => options.HandOver = Settings(cases.Address, Known));
        var sending = await service.AskAsync(SendingKind.HandOver);
        var first = await cases.NextAsync();
        await service.WaitAsync(sending, row => row.State == SendingState.Sent, "it is not noted as sent");

        await service.ForgetAsync(sending);
        var second = await cases.NextAsync();

        Assert.Equal((first.GetProperty("id").GetString(), first.GetProperty("body").GetString()), (second.GetProperty("id").GetString(), second.GetProperty("body").GetString()));
        Assert.Equal("IC-1001", (await service.WaitAsync(sending, row => row.State == SendingState.Sent, "it is not noted again")).Reference);
    }

    [Theory]
    [InlineData(200, """{"reference":"IC-123456"}""", SendingState.Sent, "IC-123456", null)]
    [InlineData(201, """{"reference":"IC-123456","more":1}""", SendingState.Sent, "IC-123456", null)]
    [InlineData(200, """{"reference":"call Pim Featherstonehaugh"}""", SendingState.Sent, null, "what it gave as reference is none")]
    [InlineData(200, """{"reference":"XX-1"}""", SendingState.Sent, null, "what it gave as reference is none")]
    [InlineData(204, "", SendingState.Sent, null, "gave no reference")]
    [InlineData(200, "<html>", SendingState.Sent, null, "gave no reference")]
    [InlineData(410, "", SendingState.Failed, null, "any more (410)")]
    [InlineData(503, "", SendingState.Waiting, null, "503")]
    [InlineData(400, "", SendingState.Waiting, null, "400")]
    public async Task Its_answer_decides(int status, string body, SendingState state, string? reference, string? problem)
    {
        await using var cases = await ScriptedServer.StartAsync();
        cases.Otherwise = async context =>
        {
            context.Response.StatusCode = status;
            if (body.Length > 0) await context.Response.WriteAsync(body);
        };
        await using var service = await OutgoingService.StartAsync(options => options.HandOver = Settings(cases.Address, Known));
        var sending = await service.AskAsync(SendingKind.HandOver);

        var row = await service.WaitAsync(sending, row => row.State != SendingState.Waiting || row.Problem is not null, "nothing came of it");

        Assert.Equal((state, reference), (row.State, row.Reference));
        if (problem is null) Assert.Null(row.Problem);
        else Assert.Contains(problem, row.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_left_alone_for_as_long_as_it_asks()
    {
        await using var cases = await ScriptedServer.StartAsync();
        cases.Otherwise = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (503, "3600");
            return Task.CompletedTask;
        };
        await using var service = await OutgoingService.StartAsync(options => options.HandOver = Settings(cases.Address, Known));
        var sending = await service.AskAsync(SendingKind.HandOver);

        var row = await service.WaitAsync(sending, row => row.Problem is not null, "nothing came of it");

        Assert.InRange(row.NextAttemptAt!.Value - service.Time.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(61));
    }

    private static HandOverOptions Settings(Uri webhook, params string[] secrets) =>
        new() { Webhook = webhook, Secrets = [.. secrets], AllowedReferencePattern = "IC-[0-9]{4,6}" };
}
