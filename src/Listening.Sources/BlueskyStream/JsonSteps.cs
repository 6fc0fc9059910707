using System.Globalization;
using System.Text.Json;

namespace Listening.Sources.BlueskyStream;

/// <summary>Steps through JSON whose every field may be missing or of any type: what is of another type is passed over.</summary>
internal static class JsonSteps
{
    /// <summary>Goes to the next property of the object; false at its end.</summary>
    public static bool Next(ref this Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Goes into the value if it begins so; else past it.</summary>
    public static bool Enter(ref this Utf8JsonReader reader, JsonTokenType beginning)
    {
        reader.Read();
        if (reader.TokenType == beginning) return true;
        reader.Skip();
        return false;
    }

    /// <summary>Goes past the value of a property.</summary>
    public static void Pass(ref this Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The value, when it is a string of valid Unicode.</summary>
    public static string? Text(ref this Utf8JsonReader reader)
    {
        reader.Read();
        return reader.Here();
    }

    /// <summary>The string on which the reader stands; null when it is something else, which is passed over.</summary>
    public static string? Here(ref this Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape that is half a character.
            return null;
        }
    }

    /// <summary>The value when it is one of these, without making a string of it.</summary>
    public static string? Known(ref this Utf8JsonReader reader, params ReadOnlySpan<string> values)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            foreach (var value in values)
            {
                if (reader.ValueTextEquals(value)) return value;
            }
        }

        reader.Skip();
        return null;
    }

    /// <summary>The value, when it is a whole number.</summary>
    public static long? Number(ref this Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)) return number;
        reader.Skip();
        return null;
    }

    /// <summary>The value, when it is true or false.</summary>
    public static bool? Flag(ref this Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False) return reader.TokenType == JsonTokenType.True;
        reader.Skip();
        return null;
    }

    /// <summary>The value, when it is a time since 1970; UTC.</summary>
    public static DateTime? Time(ref this Utf8JsonReader reader)
    {
        reader.Read();
        // The fast way, but only where the zone is told: else it would be taken for this machine's own.
        if (reader.TokenType == JsonTokenType.String && reader.ValueSpan is [.., (byte)'Z'] && reader.TryGetDateTimeOffset(out var exact))
            return exact.Year >= 1970 ? exact.UtcDateTime : null;
        return Time(reader.Here());
    }

    /// <summary>A time since 1970 as people and programs write it; UTC.</summary>
    public static DateTime? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year >= 1970 ? time.UtcDateTime : null;
}
