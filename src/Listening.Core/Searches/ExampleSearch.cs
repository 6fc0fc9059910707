using Listening.Core.Querying;
using Listening.Core.Routing;

namespace Listening.Core.Searches;

/// <summary>A saved search that ships with the service, with the record that has to stand before a search may run.</summary>
/// <param name="Name">Unique name, lower case with hyphens.</param>
/// <param name="Purpose">What its posts are looked at for; routing rules may depend on it.</param>
/// <param name="Kind">What it looks for: <c>keywords</c>.</param>
/// <param name="Query">The query.</param>
/// <param name="Description">What it finds, in one sentence for staff.</param>
/// <param name="Record">Why it may run.</param>
public sealed record ExampleSearch(
    string Name, SearchPurpose Purpose, string Kind, Query Query, string Description, ExampleSearchRecord Record);

/// <summary>Why a search may run, in words.</summary>
/// <param name="PurposeStatement">The public good it serves.</param>
/// <param name="LawfulBasis">The basis in data protection law.</param>
/// <param name="Necessity">Why the purpose cannot be met without it, and what keeps it proportionate.</param>
/// <param name="ReviewMonths">Months until the record is looked at again.</param>
public sealed record ExampleSearchRecord(string PurposeStatement, string LawfulBasis, string Necessity, int ReviewMonths);
