using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.Core.Foi;
using Microsoft.EntityFrameworkCore;

namespace Listening.Application.Foi.Registers;

/// <summary>Brings the register that ships with the service into the database, as an import like any other.</summary>
public sealed class AuthoritySeeding(IDbContextFactory<ListeningDbContext> databases, RegisterImport import, TimeProvider time)
{
    /// <summary>Imports it when the database has another than this version's. Two processes may do so at once.</summary>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        if (await IsThereAsync(cancellationToken)) return;
        var (_, refusal) = await import.ImportAsync(
            RegisterFile.Of(AuthorityRegister.Default), dryRun: false, allowRemovals: true, OperationContext.System(time, "The register that ships with the service."), cancellationToken);
        if (refusal is not null) throw new InvalidOperationException(refusal);
    }

    private async Task<bool> IsThereAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var there = await db.AuthorityEntries.AsNoTracking().Where(entry => entry.Register == AuthorityNames.Shipped)
            .ToDictionaryAsync(entry => entry.Code, entry => entry.Entry, StringComparer.Ordinal, cancellationToken);
        var shipped = AuthorityRegister.Default.Authorities;
        return there.Count == shipped.Count && shipped.All(authority => there.TryGetValue(authority.Name, out var json) && IsSame(authority, json));
    }

    private static bool IsSame(Authority authority, string json)
    {
        // Names it bore before stand only in the database.
        return StoredEntry.Of(authority.Name, authority, []).Json == json || StoredEntry.Of(authority.Name, authority, StoredEntry.Read(authority.Name, json).Former).Json == json;
    }
}
