using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Listening.Application.Storage;

/// <summary>
/// The columns of the log's table with each provider's own types, to write rows without change tracking, which would cost
/// more than all the rest of an append.
/// </summary>
internal sealed class LogColumns
{
    /// <summary>Rows that go to a server together.</summary>
    private const int RowsAtOnce = 100;

    private static readonly ConditionalWeakTable<IModel, LogColumns> Known = [];
    private readonly List<Column> _columns = [];
    private readonly string _insert;

    private LogColumns(IModel model)
    {
        Add<LogEntryRow>(model, nameof(LogEntryRow.Index), row => row.Index);
        Add<LogEntryRow>(model, LogEntryTable.Kind, row => row is AuditRow ? 1 : 2);
        Add<LogEntryRow>(model, nameof(LogEntryRow.At), row => row.At);
        Add<LogEntryRow>(model, nameof(LogEntryRow.ClockBack), row => row.ClockBack);
        Add<LogEntryRow>(model, nameof(LogEntryRow.LeafHash), row => row.LeafHash);
        Add<AuditRow>(model, nameof(AuditRow.Event), row => row.Event);
        Add<AuditRow>(model, nameof(AuditRow.Actor), row => row.Actor);
        Add<AuditRow>(model, nameof(AuditRow.Subject), row => row.Subject);
        Add<AuditRow>(model, nameof(AuditRow.Reason), row => row.Reason);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.Reason), row => row.Reason);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.SourceId), row => row.SourceId);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.Queue), row => row.Queue);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.Rule), row => row.Rule);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.RuleHours), row => row.RuleHours);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.RulesVersion), row => row.RulesVersion);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.Posts), row => row.Posts);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.Matches), row => row.Matches);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.OldestDueAt), row => row.OldestDueAt);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.NewestDueAt), row => row.NewestDueAt);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.Lateness), row => row.Lateness);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.Ids), row => row.Ids);
        Add<DeletionLogRow>(model, nameof(DeletionLogRow.IdsKey), row => row.IdsKey);
        var mapped = model.GetEntityTypes().Where(type => typeof(LogEntryRow).IsAssignableFrom(type.ClrType)).SelectMany(type => type.GetDeclaredProperties()).Count();
        if (mapped != _columns.Count) throw new InvalidOperationException("The log has a column that is never written.");
        Names = string.Join(',', _columns.Select(column => column.Name));
        _insert = $"INSERT INTO \"{LogEntryTable.Name}\" ({Names}) VALUES ({string.Join(',', _columns.Select((_, number) => NameOf(number)))})";
    }

    /// <summary>The columns' quoted names, in the order in which <see cref="LogRowReader"/> reads them.</summary>
    public string Names { get; }

    /// <summary>The columns of a context's database.</summary>
    public static LogColumns Of(ListeningDbContext db) => Known.GetValue(db.Model, model => new LogColumns(model));

    /// <summary>A time as it stands in a database; null when there is none.</summary>
    public static DateTime? Time(DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);

    /// <summary>Inserts rows inside the context's transaction: many at a time where a round trip costs, else by one prepared statement.</summary>
    public async Task InsertAsync(ListeningDbContext db, IReadOnlyList<LogEntryRow> entries, CancellationToken cancellationToken)
    {
        using var command = db.CreateCommand(_insert);
        if (!command.Connection!.CanCreateBatch)
        {
            foreach (var parameter in Parameters(command)) command.Parameters.Add(parameter);
            foreach (var entry in entries)
            {
                Fill(command.Parameters, entry);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }

            return;
        }

        foreach (var chunk in entries.Chunk(RowsAtOnce))
        {
            await using var batch = command.Connection.CreateBatch();
            (batch.Transaction, batch.Timeout) = (command.Transaction, command.CommandTimeout);
            foreach (var entry in chunk)
            {
                var insert = batch.CreateBatchCommand();
                insert.CommandText = _insert;
                foreach (var parameter in Parameters(command)) insert.Parameters.Add(parameter);
                Fill(insert.Parameters, entry);
                batch.BatchCommands.Add(insert);
            }

            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private IEnumerable<DbParameter> Parameters(DbCommand command) =>
        _columns.Select((column, number) => column.Mapping.CreateParameter(command, NameOf(number), null, nullable: true));

    private void Fill(DbParameterCollection parameters, LogEntryRow entry)
    {
        for (var column = 0; column < _columns.Count; column++) parameters[column].Value = _columns[column].ValueOf(entry) ?? DBNull.Value;
    }

    private static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"@p{number}");

    private void Add<TRow>(IModel model, string property, Func<TRow, object?> value)
        where TRow : LogEntryRow
    {
        var mapped = model.FindEntityType(typeof(TRow))!.FindProperty(property)!;
        _columns.Add(new Column($"\"{mapped.GetColumnName()}\"", mapped.GetRelationalTypeMapping(), row => row is TRow own ? value(own) : null));
    }

    private sealed record Column(string Name, RelationalTypeMapping Mapping, Func<LogEntryRow, object?> Value)
    {
        public object? ValueOf(LogEntryRow row) =>
            Value(row) is not { } value ? null : Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value;
    }
}
