using System.Globalization;
using System.Text;
using Listening.Application.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Listening.Application.Foi.Registers;

/// <summary>Inserts many rows of a table in few statements. Change tracking costs three times as much, and a register is inserted at the first start of every installation and of every test.</summary>
internal static class NewRows
{
    // Every database takes so many in one statement.
    private const int MostParameters = 900;

    /// <summary>Inserts rows inside the context's transaction. Numbers that the database gives are not read back.</summary>
    public static async Task InsertAsync<T>(ListeningDbContext db, IReadOnlyList<T> rows, CancellationToken cancellationToken)
        where T : class
    {
        var table = db.Model.FindEntityType(typeof(T))!;
        var columns = table.GetProperties().Where(property => property.ValueGenerated == ValueGenerated.Never).ToList();
        var head = $"INSERT INTO \"{table.GetTableName()}\" ({string.Join(',', columns.Select(column => $"\"{column.GetColumnName()}\""))}) VALUES ";
        foreach (var chunk in rows.Chunk(MostParameters / columns.Count))
        {
            using var command = db.CreateCommand("");
            var sql = new StringBuilder(head);
            foreach (var row in chunk)
            {
                sql.Append(command.Parameters.Count == 0 ? "(" : ",(");
                foreach (var column in columns)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
                    sql.Append(column == columns[0] ? name : "," + name);
                    command.Parameters.Add(column.GetRelationalTypeMapping().CreateParameter(command, name, column.GetGetter().GetClrValue(row), column.IsNullable));
                }

                sql.Append(')');
            }

            command.CommandText = sql.ToString();
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
