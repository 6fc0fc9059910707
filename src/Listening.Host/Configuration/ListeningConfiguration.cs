namespace Listening.Host.Configuration;

/// <summary>Reads the configuration: a file, then the environment, then files that secrets are named by.</summary>
public static class ListeningConfiguration
{
    /// <summary>The section everything stands in.</summary>
    public const string Root = "Listening";

    /// <summary>The file that is read when none is named, when it is there, from the working folder.</summary>
    public const string DefaultFile = "appsettings.json";

    // `Listening__Database__ConnectionString_FILE=/run/secrets/db` reads the setting from that file.
    private const string FileEnding = "_FILE";

    /// <summary>Reads and checks the configuration.</summary>
    /// <param name="file">The file named by the user; null for <see cref="DefaultFile"/> when it exists.</param>
    /// <returns>The settings, with whether there were any; or what is wrong.</returns>
    public static ConfigurationResult Read(string? file)
    {
        if (file is not null && !File.Exists(file))
            return ConfigurationResult.Wrong(new ConfigurationProblem("--config", $"no file {file}", "the path of a JSON file such as appsettings.example.json"));
        var path = file ?? (File.Exists(DefaultFile) ? DefaultFile : null);

        var builder = new ConfigurationBuilder();
        if (path is not null) builder.AddJsonFile(Path.GetFullPath(path), optional: false, reloadOnChange: false);
        IConfigurationRoot fromFile;
        try
        {
            fromFile = builder.Build();
        }
        catch (InvalidDataException broken)
        {
            return ConfigurationResult.Wrong(new ConfigurationProblem(path!, broken.InnerException?.Message ?? "no JSON", "JSON with one section, Listening"));
        }

        var strangers = fromFile.GetChildren().Where(child => !string.Equals(child.Key, Root, StringComparison.OrdinalIgnoreCase) && child.Key != "$schema")
            .Select(child => new ConfigurationProblem(child.Path, "an unknown section", Root)).ToList();
        if (strangers.Count > 0) return ConfigurationResult.Wrong([.. strangers]);

        // Built again rather than chained: a chained configuration leaves empty values out, as if nobody had written them.
        var whole = builder.AddEnvironmentVariables().Build();
        var isConfigured = whole.GetSection(Root).GetChildren().Any();
        if (!isConfigured) whole = new ConfigurationBuilder().AddInMemoryCollection(EvaluationMode.Settings).Build();
        return Bind(whole, isConfigured);
    }

    private static ConfigurationResult Bind(IConfigurationRoot whole, bool isConfigured)
    {
        var (settings, unreadable) = ReadSecretFiles(whole.GetSection(Root));
        if (unreadable.Count > 0) return ConfigurationResult.Wrong([.. unreadable]);
        var problems = ConfigurationCheck.Check(SectionOf(settings), typeof(ListeningOptions)).ToList();
        if (problems.Count > 0) return ConfigurationResult.Wrong([.. problems]);

        // What stands there without a value was checked, but would be bound over a default.
        var options = SectionOf(settings.Where(setting => setting.Value is not null)).Get<ListeningOptions>(binder => binder.ErrorOnUnknownConfiguration = true)!;
        options.IsEvaluation = !isConfigured;
        problems.AddRange(ConfigurationRules.Check(options));
        return problems.Count > 0 ? ConfigurationResult.Wrong([.. problems]) : new ConfigurationResult(options, []);
    }

    private static IConfigurationSection SectionOf(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings).Build().GetSection(Root);

    private static (Dictionary<string, string?> Settings, List<ConfigurationProblem> Unreadable) ReadSecretFiles(IConfigurationSection section)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var unreadable = new List<ConfigurationProblem>();
        foreach (var (key, value) in section.AsEnumerable())
        {
            if (value is null || !key.EndsWith(FileEnding, StringComparison.OrdinalIgnoreCase))
            {
                settings.TryAdd(key, value);
                continue;
            }

            try
            {
                settings[key[..^FileEnding.Length]] = File.ReadAllText(value).Trim();
            }
            catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or ArgumentException)
            {
                unreadable.Add(new ConfigurationProblem(key, "a file that cannot be read", "the path of a file that holds the setting's value"));
            }
        }

        return (settings, unreadable);
    }
}

/// <summary>What came of reading the configuration.</summary>
/// <param name="Options">The settings; null when something is wrong.</param>
/// <param name="Problems">What is wrong.</param>
public sealed record ConfigurationResult(ListeningOptions? Options, IReadOnlyList<ConfigurationProblem> Problems)
{
    /// <summary>Something is wrong.</summary>
    public static ConfigurationResult Wrong(params ConfigurationProblem[] problems) => new(null, problems);
}
