using Listening.Application.Access;
using Listening.Application.Auditing;
using Listening.Host.Configuration;
using Listening.Host.Serving;
using Listening.Sources.Recorded;
using Listening.TestSupport.Oidc;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Listening.EndToEnd.Tests.Journeys;

/// <summary>
/// The service as an organisation runs it: whoever comes by a link sets up a way of their own first, and there is single
/// sign-on. Its address has a name, because passkeys belong to names and not to numbers.
/// </summary>
public sealed class GuardedService : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-guarded-");
    private WebApplication? _app;

    /// <summary>Where people sign in with their work accounts.</summary>
    public OidcProvider Provider { get; private set; } = null!;

    /// <summary>Where it is served, without a slash at the end.</summary>
    public string Address => _app!.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    public AccountService Accounts => _app!.Services.GetRequiredService<AccountService>();

    public static OperationContext Operation => OperationContext.System(TimeProvider.System, "Test.");

    public async Task InitializeAsync()
    {
        Provider = await OidcProvider.StartAsync();
        var options = new ListeningOptions
        {
            Urls = "http://127.0.0.1:0",
            Database = new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "listening.db")}" },
            Keys = new KeyOptions { Folder = Path.Combine(_folder.FullName, "keys") },
            Log = new LogOptions { Level = Microsoft.Extensions.Logging.LogLevel.Error },
            Sources = new() { ["sample"] = new SourceOptions { Kind = SourceKind.Recorded, Recorded = new RecordedOptions() } },
            SignIn = new SignInOptions
            {
                AttemptsPerMinute = 1_000,
                SingleSignOn = new SingleSignOnOptions
                {
                    Authority = Provider.Issuer,
                    ClientId = OidcProvider.ClientId,
                    ClientSecret = OidcProvider.ClientSecret,
                    Roles = new() { ["listening-comms"] = "triage" },
                },
            },
        };
        _app = ServiceHost.Build(options);
        await _app.StartListeningAsync(CancellationToken.None);
        await Accounts.AddAsync("Administrator", [StaffRole.Administrator], Operation, CancellationToken.None);
    }

    /// <summary>Adds an account and returns its number with a link that signs it in once.</summary>
    public async Task<(int Account, string Link)> AddAsync(string name, params StaffRole[] roles)
    {
        var account = (await Accounts.AddAsync(name, roles, Operation, CancellationToken.None)).Account!.Value;
        await using var scope = _app!.Services.CreateAsyncScope();
        var (token, _) = await scope.ServiceProvider.GetRequiredService<SignInLinks>().IssueAsync(account, Operation, CancellationToken.None);
        return (account, $"{Address}/sign-in/{token}");
    }

    public async Task DisposeAsync()
    {
        await _app!.StopAsync();
        await _app.DisposeAsync();
        await Provider.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
