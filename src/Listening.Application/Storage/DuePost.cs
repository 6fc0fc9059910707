using System.Data.Common;
using Listening.Core.Retention;
using Listening.Core.Triage;

namespace Listening.Application.Storage;

/// <summary>A post claimed for deletion.</summary>
public readonly record struct DuePost(
    long Id, int SourceId, DateTime CollectedAt, DateTime DueAt, RetentionRule Rule, int RulesVersion, byte[] LinkHash, TriageQueue? Queue)
{
    /// <summary>The limit in whole hours after collection.</summary>
    public int Hours => (int)(DueAt - CollectedAt).TotalHours;

    /// <summary>Reads all rows of a claim, whose columns stand in the order of this type's members.</summary>
    public static List<DuePost> ReadAll(DbDataReader reader)
    {
        var due = new List<DuePost>();
        while (reader.Read())
        {
            due.Add(new DuePost(
                reader.GetInt64(0), reader.GetInt32(1), Utc(reader, 2), Utc(reader, 3), (RetentionRule)reader.GetInt32(4), reader.GetInt32(5),
                (byte[])reader.GetValue(6), reader.IsDBNull(7) ? null : (TriageQueue)reader.GetInt32(7)));
        }

        return due;
    }

    private static DateTime Utc(DbDataReader reader, int column) => DateTime.SpecifyKind(reader.GetDateTime(column), DateTimeKind.Utc);
}
