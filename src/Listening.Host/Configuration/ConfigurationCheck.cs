using System.Collections;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace Listening.Host.Configuration;

/// <summary>
/// Holds a configuration section against an options type before it is bound, so that a misspelt, mistyped or missing
/// setting stops the start with its key instead of binding to nothing: a retention of zero hours would delete everything.
/// </summary>
public static class ConfigurationCheck
{
    /// <summary>All that is wrong with the section.</summary>
    public static IEnumerable<ConfigurationProblem> Check(IConfigurationSection section, Type type)
    {
        if (ScalarOf(type) is { } scalar) return CheckScalar(section, scalar, property: null);
        if (ItemOf(type) is { } item) return CheckItems(section, type, item);
        return CheckObject(section, type);
    }

    /// <summary>Says which settings a section has.</summary>
    public static string SectionOf(Type type) => $"a section with {string.Join(", ", PropertiesOf(type).Select(property => property.Name))}";

    private static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type.GetProperties().Where(property => property.SetMethod is { IsPublic: true });

    private static IEnumerable<ConfigurationProblem> CheckItems(IConfigurationSection section, Type type, Type item) => section.Value is { Length: > 0 }
        ? [new ConfigurationProblem(section.Path, "a single value", Describe(type, property: null))]
        : section.GetChildren().SelectMany(child => Check(child, item));

    private static IEnumerable<ConfigurationProblem> CheckObject(IConfigurationSection section, Type type)
    {
        var properties = PropertiesOf(type).ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        if (section.Value is { Length: > 0 })
        {
            yield return new ConfigurationProblem(section.Path, "a single value", SectionOf(type));
            yield break;
        }

        foreach (var child in section.GetChildren().Where(child => !properties.ContainsKey(child.Key)))
            yield return new ConfigurationProblem(child.Path, "an unknown setting", $"here {string.Join(", ", properties.Keys)}");

        foreach (var property in properties.Values)
        {
            var child = section.GetSection(property.Name);
            var isEmpty = child.Value is { Length: 0 } && !child.GetChildren().Any();
            if (!child.Exists() || isEmpty)
            {
                // An empty value is not bound to nothing or to a default: whoever wrote it meant something else.
                var isMissing = property.GetCustomAttribute<RequiredAttribute>() is not null && DefaultOf(type, property) is null;
                if (isMissing || (isEmpty && ScalarOf(property.PropertyType) is not null))
                    yield return new ConfigurationProblem(child.Path, "nothing", Describe(property.PropertyType, property));
                continue;
            }

            var problems = ScalarOf(property.PropertyType) is { } scalar ? CheckScalar(child, scalar, property) : Check(child, property.PropertyType);
            foreach (var problem in problems) yield return problem;
        }
    }

    private static IEnumerable<ConfigurationProblem> CheckScalar(IConfigurationSection section, Type type, PropertyInfo? property)
    {
        if (section.Value is not { } text)
        {
            if (section.GetChildren().Any()) yield return new ConfigurationProblem(section.Path, "a section", Describe(type, property));
            yield break;
        }

        var value = Parse(text, type);
        if (value is null || property?.GetCustomAttributes<ValidationAttribute>().Any(rule => rule is not RequiredAttribute && !rule.IsValid(value)) == true)
            yield return new ConfigurationProblem(section.Path, IsSecret(section.Key) ? "a value that is not accepted" : $"“{text}”", Describe(type, property));
    }

    private static object? Parse(string text, Type type)
    {
        try
        {
            // A number is a valid text of an enumeration for the framework, but not for people.
            if (type.IsEnum && !Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase)) return null;
            // A bare number would be days, and was meant as seconds.
            if (type == typeof(TimeSpan) && !text.Contains(':', StringComparison.Ordinal)) return null;
            var value = TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return value is Uri { IsAbsoluteUri: false } ? null : value;
        }
        catch (Exception unusable) when (unusable is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return null;
        }
    }

    private static string Describe(Type type, PropertyInfo? property)
    {
        var scalar = ScalarOf(type);
        if (scalar is null) return ItemOf(type) is null ? "a section" : "a section with one entry or more";
        if (scalar.IsEnum) return string.Join(", ", Enum.GetNames(scalar));
        var range = property?.GetCustomAttribute<RangeAttribute>();
        var limits = range is null ? "" : string.Create(CultureInfo.InvariantCulture, $" from {range.Minimum} to {range.Maximum}");
        return (Type.GetTypeCode(scalar), scalar.Name) switch
        {
            (TypeCode.Int32 or TypeCode.Int64, _) => $"a whole number{limits}",
            (TypeCode.Double or TypeCode.Decimal, _) => $"a number{limits}",
            (TypeCode.Boolean, _) => "true or false",
            (_, nameof(TimeSpan)) => "a length of time as hours:minutes:seconds",
            (_, nameof(Uri)) => "an absolute address such as https://example.org/feed",
            _ => "a text",
        };
    }

    private static object? DefaultOf(Type type, PropertyInfo property) =>
        type.GetConstructor(Type.EmptyTypes) is null ? null : property.GetValue(Activator.CreateInstance(type));

    private static Type? ScalarOf(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(decimal) || type == typeof(TimeSpan) || type == typeof(Uri) ? type : null;
    }

    private static Type? ItemOf(Type type) =>
        type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? type.GetGenericArguments()[^1] : null;

    private static bool IsSecret(string key) =>
        key.Contains("Password", StringComparison.OrdinalIgnoreCase) || key.Contains("ConnectionString", StringComparison.OrdinalIgnoreCase)
        || key.Contains("ApiKey", StringComparison.OrdinalIgnoreCase) || key.Contains("Secret", StringComparison.OrdinalIgnoreCase) || key.Contains("Token", StringComparison.OrdinalIgnoreCase);
}
