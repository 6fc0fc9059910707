using System.Reflection;
using Xunit;

namespace Listening.Host.Tests.Architecture;

/// <summary>
/// Messages carry numbers and times, never text: a broker keeps the bodies it has delivered on its disk, where no
/// retention rule reaches them.
/// </summary>
public class MessageContractTests
{
    private const string Contracts = "Listening.Application.Messages";

    private static readonly HashSet<Type> _allowed =
        [typeof(int), typeof(long), typeof(short), typeof(byte), typeof(bool), typeof(Guid), typeof(DateTime)];

    [Fact]
    public void Every_message_carries_numbers_and_times_only()
    {
        var messages = Assembly.Load("Listening.Application").GetTypes()
            .Where(type => type.Namespace is { } name && (name == Contracts || name.StartsWith(Contracts + ".", StringComparison.Ordinal)))
            .Where(type => !type.IsEnum && !type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)))
            .ToList();

        Assert.Empty(messages.SelectMany(Offences));
    }

    [Fact]
    public void The_rule_refuses_text_wherever_it_hides() =>
        Assert.Equal(["Leaky.Address", "Leaky.Anything", "Leaky.Tags", "Leaky.Text"], Offences(typeof(Leaky)).Order(StringComparer.Ordinal));

    [Fact]
    public void The_rule_lets_ids_and_times_pass() => Assert.Empty(Offences(typeof(Sound)));

    private static IEnumerable<string> Offences(Type message) =>
        message.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            .Where(property => property.Name != "EqualityContract")
            .Select(property => (property.Name, Type: property.PropertyType))
            .Concat(message.GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => (field.Name, Type: field.FieldType)))
            .Where(member => !IsAllowed(member.Type))
            .Select(member => $"{message.Name}.{member.Name}");

    private static bool IsAllowed(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (_allowed.Contains(type) || type.IsEnum)
            return true;
        var element = type.IsArray ? type.GetElementType()
            : type.IsGenericType && type.GetGenericTypeDefinition() is var generic
                && (generic == typeof(IReadOnlyList<>) || generic == typeof(List<>) || generic == typeof(IReadOnlyCollection<>))
                    ? type.GetGenericArguments()[0] : null;
        return element is not null && _allowed.Contains(element);
    }

    private sealed record Leaky(long PostId, string Text, IReadOnlyList<string> Tags, Uri Address, object Anything);

    private sealed record Sound(long PostId, Guid RunId, DateTime At, IReadOnlyList<long> SearchIds, int[]? Versions, DayOfWeek? Day);
}
