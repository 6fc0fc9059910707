using Listening.Host.Configuration;
using Listening.TestSupport.Servers;
using Listening.TestSupport.Storage;

namespace Listening.Host.Tests.Pipeline;

public sealed class InProcessPipelineTests : PipelineTests
{
    private protected override Task<ListeningOptions> OptionsAsync() => Task.FromResult(Folder.Options());
}

[Needs(Peer.PostgreSql)]
public sealed class PostgreSqlPipelineTests : PipelineTests
{
    private string? _data;

    private protected override IEnumerable<string> ForeignFolders => _data is null ? [] : [_data];

    private protected override async Task<ListeningOptions> OptionsAsync()
    {
        var database = await PostgreSqlTestDatabase.CreateAsync();
        _data = database.DataFolder;
        var options = Folder.Options();
        options.Database = new DatabaseOptions { Provider = DatabaseProvider.PostgreSql, ConnectionString = database.ConnectionString };
        return options;
    }
}
