using Listening.Application.Searches;
using Listening.Application.Storage;
using Listening.Core.Sources;

namespace Listening.Application.Collection;

/// <summary>A page that was read, with all that is needed to store it.</summary>
/// <param name="Source">Where it was read.</param>
/// <param name="SearchId">The search whose run read it; 0 when held posts were looked at again.</param>
/// <param name="Searches">What its posts are held against.</param>
/// <param name="Page">The page.</param>
/// <param name="Checkpoint">The checkpoint it was read from, moved on when the page is stored; null when it was read from none.</param>
/// <param name="Run">The run; its counts are brought up to date.</param>
public sealed record PageToStore(
    ConfiguredSource Source, int SearchId, SearchSnapshot Searches, SourcePage Page, CheckpointRow? Checkpoint, CollectionRunRow Run);
