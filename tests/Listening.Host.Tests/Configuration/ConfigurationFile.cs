using System.Text.Json.Nodes;
using Listening.Host.Configuration;

namespace Listening.Host.Tests.Configuration;

/// <summary>A configuration file with one setting changed.</summary>
internal static class ConfigurationFile
{
    /// <summary>Reads base.json with a setting replaced; a hyphen takes it away.</summary>
    public static ConfigurationResult ReadWith(string setting, string value) => ReadText(With(setting, value).ToJsonString());

    /// <summary>Reads a configuration of that text.</summary>
    public static ConfigurationResult ReadText(string text)
    {
        var folder = Directory.CreateTempSubdirectory("listening-configuration-");
        try
        {
            var file = Path.Combine(folder.FullName, "appsettings.json");
            File.WriteAllText(file, text);
            return ListeningConfiguration.Read(file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static JsonObject With(string setting, string value)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Configuration", "base.json")))!.AsObject();
        var keys = setting.Split(':');
        var section = root;
        foreach (var key in keys[..^1]) section = (JsonObject)(section[key] ??= new JsonObject());
        if (value == "-") section.Remove(keys[^1]);
        else section[keys[^1]] = JsonNode.Parse(value);
        return root;
    }
}
