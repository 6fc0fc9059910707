using Listening.Application.Auditing;

namespace Listening.Application.People;

/// <summary>Answers people who ask what is held about them, want it deleted, or object to being collected.</summary>
/// <remarks>
/// Everything is recorded with its case's reference and counts, and with nothing of the person: neither handle nor link
/// goes into an audit entry, a log, an exception or a refusal.
/// </remarks>
public interface IPersonService
{
    /// <summary>What is held, for the staff who ask.</summary>
    Task<PersonResult<PersonFound>> FindAsync(PersonQuestion question, OperationContext operation, CancellationToken ct);

    /// <summary>Everything that is held, for the person.</summary>
    Task<PersonResult<PersonCopy>> CopyAsync(PersonQuestion question, OperationContext operation, CancellationToken ct);

    /// <summary>Deletes what is held, but for what a hold keeps.</summary>
    /// <param name="question">Whose posts.</param>
    /// <param name="reason">Why.</param>
    /// <param name="objectToo">Remember first that they object, so that nothing is collected meanwhile.</param>
    /// <param name="operation">Who does it and when.</param>
    /// <param name="ct">Stops between two batches; what was deleted is recorded.</param>
    Task<PersonResult<ErasureOutcome>> EraseAsync(
        PersonQuestion question, ErasureReason reason, bool objectToo, OperationContext operation, CancellationToken ct);

    /// <summary>Remembers that somebody objects: their posts are not collected again.</summary>
    Task<PersonResult<ObjectionOutcome>> ObjectAsync(PersonQuestion question, OperationContext operation, CancellationToken ct);

    /// <summary>Forgets an objection; without a source all objections of that author.</summary>
    Task<PersonResult<ObjectionOutcome>> WithdrawAsync(PersonQuestion question, OperationContext operation, CancellationToken ct);

    /// <summary>The requests of a year.</summary>
    Task<PersonCounts> CountAsync(int year, CancellationToken ct);

    /// <summary>Names of all sources there ever were.</summary>
    Task<IReadOnlyList<string>> SourcesAsync(CancellationToken ct);
}
