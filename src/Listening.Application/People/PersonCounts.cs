using Listening.Application.Storage;

namespace Listening.Application.People;

/// <summary>The requests of one year, for the annual report.</summary>
/// <param name="Year">The calendar year, UTC.</param>
/// <param name="Kinds">One for each kind of request, in the order of their numbers; a kind that nobody asked has zeros.</param>
/// <param name="Objections">Objections remembered now, whenever they were made.</param>
public sealed record PersonCounts(int Year, IReadOnlyList<PersonCount> Kinds, int Objections);

/// <summary>The requests of one kind.</summary>
/// <param name="Kind">What was asked.</param>
/// <param name="Requests">How often.</param>
/// <param name="Found">Posts found for them.</param>
/// <param name="Deleted">Posts deleted for them.</param>
public sealed record PersonCount(PersonRequestKind Kind, int Requests, int Found, int Deleted);
