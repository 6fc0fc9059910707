using System.Globalization;
using Listening.Core.Auditing;

namespace Listening.Host.Commands;

/// <summary>Says in words what came of verifying.</summary>
internal static class AuditReport
{
    /// <summary>Writes a verdict.</summary>
    /// <param name="verdict">What came of it.</param>
    /// <param name="problem">What is wrong with the file it was read from.</param>
    /// <returns>The exit code.</returns>
    public static int Write(LogVerdict verdict, string? problem)
    {
        if ((verdict.Fault?.Message ?? problem) is { } wrong)
        {
            Line($"WRONG            {wrong}");
            Line($"verified before  {verdict.Entries} entries, {verdict.Checkpoints} signed checkpoints");
            if (verdict.LastCheckpoint is { } good) Line($"as signed        entries before {good.Size}, by the checkpoint of {good.At:yyyy-MM-dd HH:mm:ss} UTC");
            return 1;
        }

        Line($"nothing is wrong {verdict.Entries} entries{(verdict.LastAt is { } last ? Text($", the last of {last:yyyy-MM-dd HH:mm:ss} UTC") : "")}");
        Line($"root             {Convert.ToHexStringLower(verdict.Root)}");
        Line(verdict.LastCheckpoint is { } checkpoint
            ? (FormattableString)$"signed           {checkpoint.Size} entries, on {checkpoint.At:yyyy-MM-dd HH:mm:ss} UTC by key {checkpoint.KeyId}; {verdict.Checkpoints} checkpoints fit"
            : $"signed           nothing: there is no checkpoint, so this shows only that the entries fit each other");
        if (verdict.LastCheckpoint is { } signed && signed.Size < verdict.Entries) Line($"not signed yet   {verdict.Entries - signed.Size} entries");
        if (verdict.ClockBacks > 0) Line($"clock            {verdict.ClockBacks} entries are earlier than the one before and say so, by {verdict.FurthestBack} seconds at most");
        return 0;
    }

    /// <summary>Verifies a proof of a deletion and writes what it proves.</summary>
    public static async Task<int> ProofAsync(FileInfo file, IReadOnlyList<LogPublicKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
        {
            await Console.Error.WriteLineAsync("Name the public key by --key: without it nobody can say who signed the proof.");
            return ListeningCommand.Unusable;
        }

        var proof = DeletionProof.Read(await File.ReadAllBytesAsync(file.FullName, cancellationToken))
            ?? throw new InvalidDataException($"{file.Name} is no proof of a deletion.");
        if (proof.Check(keys) is { } wrong)
        {
            Line($"WRONG            {wrong}");
            return 1;
        }

        Line($"the proof holds  a post whose keyed hash is {Convert.ToHexStringLower(proof.Id)} was deleted");
        Write(DeletionFacts.Read(proof.Entry)!);
        Line($"signed           {proof.Checkpoint.Size} entries, on {proof.Checkpoint.At:yyyy-MM-dd HH:mm:ss} UTC by key {proof.Checkpoint.KeyId}");
        return 0;
    }

    /// <summary>Writes when and why posts were deleted.</summary>
    public static void Write(DeletionFacts facts)
    {
        var reason = facts.Reason switch
        {
            "LimitPassed" => "its limit had passed",
            "DeletedUpstream" => "it was deleted on the platform",
            "NoLongerMatches" => "since an edit no saved search found it",
            var other => other,
        };
        Line($"deleted          {facts.At:yyyy-MM-dd HH:mm:ss} UTC, because {reason}");
        Line($"rule             {facts.Rule}, {facts.Hours} hours, version {facts.RulesVersion} of the rules");
        Line($"due              {facts.OldestDueAt:yyyy-MM-dd HH:mm:ss} to {facts.NewestDueAt:yyyy-MM-dd HH:mm:ss} UTC, {facts.Posts} posts of one batch; {facts.Lateness} seconds late at most");
    }

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
