using System.Security.Claims;
using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Application.Storage;
using Listening.TestSupport;
using Listening.TestSupport.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Listening.Application.Tests.Access;

/// <summary>Accounts on a database of their own, and an operation by the console at a time that stands still.</summary>
public sealed class AccountBed : IAsyncDisposable
{
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private AccountBed(TestDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public static DateTime Now { get; } = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    public static OperationContext Operation { get; } = new(OperationContext.ConsoleActor, Now, "Asked for on the console.");

    public AccountService Accounts => _services.GetRequiredService<AccountService>();

    public static async Task<AccountBed> StartAsync(Func<Task<TestDatabase>> makeDatabase, AccessSettings? settings = null)
    {
        var database = await makeDatabase();
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(new ManualTimeProvider(Now)).AddSingleton<DatabaseStart>()
            .AddSingleton(settings ?? new AccessSettings()).AddListeningAccess();
        database.Register(services);
        var bed = new AccountBed(database, services.BuildServiceProvider());
        await bed._services.GetRequiredService<DatabaseStart>().MigrateAsync(CancellationToken.None);
        return bed;
    }

    /// <summary>Adds an account and returns its number.</summary>
    public async Task<int> AddAsync(string name, params StaffRole[] roles) =>
        (await Accounts.AddAsync(name, roles, Operation, CancellationToken.None)).Account!.Value;

    /// <summary>The session somebody gets who signs in now.</summary>
    public Task<ClaimsPrincipal> SessionAsync(int account) => ScopedAsync(async services =>
        await services.GetRequiredService<IUserClaimsPrincipalFactory<StaffAccount>>().CreateAsync(
            (await services.GetRequiredService<UserManager<StaffAccount>>().FindByIdAsync($"{account}"))!));

    /// <summary>What becomes of a session at its next request.</summary>
    public Task<(SessionVerdict Verdict, ClaimsPrincipal? Renewed)> CheckAsync(ClaimsPrincipal session) =>
        ScopedAsync(services => services.GetRequiredService<SessionCheck>().CheckAsync(session, CancellationToken.None));

    public Task<LinkResult> LinkAsync(string name) =>
        ScopedAsync(services => services.GetRequiredService<SignInLinks>().IssueAsync(name, Operation, CancellationToken.None));

    public async Task<T> ScopedAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = _services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>The audit entries in order.</summary>
    public async Task<IReadOnlyList<AuditRow>> LogAsync()
    {
        await using var db = await _services.GetRequiredService<IDbContextFactory<ListeningDbContext>>().CreateDbContextAsync();
        return await db.AuditEntries.AsNoTracking().OrderBy(entry => entry.Index).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
