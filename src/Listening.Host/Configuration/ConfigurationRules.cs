using System.Globalization;
using Listening.Core.Querying;
using Listening.Core.Sources;

namespace Listening.Host.Configuration;

/// <summary>What settings have to do with each other.</summary>
internal static class ConfigurationRules
{
    public static IEnumerable<ConfigurationProblem> Check(ListeningOptions options) =>
        Retention(options.Retention)
            .Concat(Watching(options.Watching))
            .Concat(Audit(options.Audit, options.Keys))
            .Concat(OutgoingRules.Check(options))
            .Concat(Pdf(options.Pdf))
            .Concat(Transport(options.Transport))
            .Concat(Urls(options.Urls))
            .Concat(SignInRules.Check(options))
            .Concat(options.Sources.SelectMany(source => Source(source.Key, source.Value)))
            .Concat(options.Searches.SelectMany(search => Search(search.Key, search.Value, options)));

    private static IEnumerable<ConfigurationProblem> Retention(RetentionOptions retention)
    {
        if (retention.NoiseHours > retention.StandardHours)
        {
            yield return new ConfigurationProblem(
                "Listening:Retention:NoiseHours", Number(retention.NoiseHours), $"a whole number from 1 to {Number(retention.StandardHours)} (StandardHours)");
        }
    }

    private static IEnumerable<ConfigurationProblem> Watching(WatchingOptions watching)
    {
        if (watching.BlockCaptures < watching.WarnCaptures)
            yield return new ConfigurationProblem("Listening:Watching:BlockCaptures", Number(watching.BlockCaptures), $"a whole number from {Number(watching.WarnCaptures)} (WarnCaptures) to 100000");
        if (watching.BlockViews < watching.WarnViews)
            yield return new ConfigurationProblem("Listening:Watching:BlockViews", Number(watching.BlockViews), $"a whole number from {Number(watching.WarnViews)} (WarnViews) to 100000");
    }

    // Whoever takes checkpoints away, or the content keys, must not find the key that signs among them.
    private static IEnumerable<ConfigurationProblem> Audit(AuditOptions audit, KeyOptions keys)
    {
        if (audit.SigningKeyFolder is not { } signing) yield break;
        if (audit.CheckpointFolder is null)
            yield return new ConfigurationProblem("Listening:Audit:CheckpointFolder", "nothing", "a folder for what SigningKeyFolder signs");
        else if (Same(signing, audit.CheckpointFolder) || Same(signing, keys.Folder))
            yield return new ConfigurationProblem("Listening:Audit:SigningKeyFolder", $"“{signing}”, which holds other things", "a folder of its own");
    }

    private static IEnumerable<ConfigurationProblem> Pdf(PdfOptions? pdf)
    {
        if (pdf is not null && !File.Exists(pdf.Chromium))
            yield return new ConfigurationProblem("Listening:Pdf:Chromium", $"“{pdf.Chromium}”", "the path of a Chromium on this machine");
    }

    private static bool Same(string folder, string other) =>
        string.Equals(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), Path.TrimEndingDirectorySeparator(Path.GetFullPath(other)), StringComparison.Ordinal);

    private static IEnumerable<ConfigurationProblem> Transport(TransportOptions transport)
    {
        if (transport is { Kind: TransportKind.RabbitMq, RabbitMq: null })
            yield return new ConfigurationProblem("Listening:Transport:RabbitMq", "nothing", ConfigurationCheck.SectionOf(typeof(RabbitMqOptions)));
    }

    private static IEnumerable<ConfigurationProblem> Urls(string urls)
    {
        var each = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Without any address Kestrel would choose one by itself.
        return (each.Length == 0 ? [urls] : each).Where(url => !IsAddress(url))
            .Select(url => new ConfigurationProblem("Listening:Urls", $"“{url}”", "addresses such as http://127.0.0.1:5080, separated by semicolons"));
    }

    // Kestrel takes * and + as host, which Uri does not.
    private static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https";

    private static IEnumerable<ConfigurationProblem> Source(string name, SourceOptions source)
    {
        var key = $"Listening:Sources:{name}";
        if (source.KeepHours > SourceLimits.HoursOf(source))
            yield return new ConfigurationProblem($"{key}:KeepHours", Number(source.KeepHours.Value), $"a whole number from 1 to {Number(SourceLimits.HoursOf(source)!.Value)}, the platform's own limit");
        foreach (var kind in Enum.GetValues<SourceKind>())
        {
            var settings = source.SectionOf(kind);
            if (kind == source.Kind && settings is null && !SourceLimits.NeedsNoSettings(kind))
                yield return new ConfigurationProblem($"{key}:{kind}", "nothing", $"a section with the settings of kind {kind}");
            if (kind != source.Kind && settings is not null)
                yield return new ConfigurationProblem($"{key}:{kind}", "settings of another kind", $"the section {source.Kind}");
        }
    }

    private static IEnumerable<ConfigurationProblem> Search(string name, SearchOptions search, ListeningOptions options)
    {
        var key = $"Listening:Searches:{name}";
        if (Query.Parse(search.Query).Error is { } error)
            yield return new ConfigurationProblem($"{key}:Query", $"at column {Number(error.Column)} {error.Found}", error.Expected);
        foreach (var unknown in search.Sources.Where(source => !options.Sources.ContainsKey(source)))
            yield return new ConfigurationProblem($"{key}:Sources", $"“{unknown}”", string.Join(", ", options.Sources.Keys));
        if ((search.EverySeconds is null) == (search.Cron is null))
            yield return new ConfigurationProblem(key, search.Cron is null ? "no schedule" : "two schedules", "either EverySeconds or Cron");
        if (search.Kind.NeedsTarget() != (search.Target is not null))
            yield return new ConfigurationProblem($"{key}:Target", search.Target is null ? "nothing" : "a target", "a target for searches of an account or a list, none for others");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
