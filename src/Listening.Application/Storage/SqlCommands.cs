using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Listening.Application.Storage;

/// <summary>Plain commands on a context's own connection and transaction, for the paths where change tracking costs too much.</summary>
public static class SqlCommands
{
    /// <summary>A command in the context's current transaction. The connection must be open, which it is inside a transaction.</summary>
    public static DbCommand CreateCommand(this ListeningDbContext db, string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        return command;
    }

    /// <summary>Adds a parameter and returns it, so that a prepared command can be given its next value.</summary>
    public static DbParameter AddParameter(this DbCommand command, string name, object? value = null)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
