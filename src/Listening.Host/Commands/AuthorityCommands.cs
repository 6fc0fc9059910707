using System.CommandLine;
using System.Globalization;
using Listening.Application.Foi;
using Listening.Application.Foi.Registers;
using Listening.Core.Foi;

namespace Listening.Host.Commands;

/// <summary><c>listening authorities</c>: which public authorities posts are about.</summary>
internal static class AuthorityCommands
{
    public static Command Build(Option<FileInfo?> config) => new("authorities", "Recognise public authorities under all the names people use, and keep the register of them.")
    {
        BuildFind(),
        BuildList(config),
        BuildCorrections(config),
        AuthorityImportCommand.Build(config),
    };

    private static Command BuildList(Option<FileInfo?> config)
    {
        var kind = new Option<string?>("--kind") { Description = "Only this kind.", HelpName = "KIND" };
        kind.AcceptOnlyFromAmong([.. AuthorityKinds.Names]);
        var nation = new Option<string?>("--nation") { Description = "Only this nation: England, Scotland, Wales, \"Northern Ireland\" or \"United Kingdom\".", HelpName = "NATION" };
        nation.AcceptOnlyFromAmong([.. AuthorityList.Nations]);
        var removed = new Option<bool>("--removed") { Description = "Those that no register has any more, instead of those that are looked for." };
        var command = new Command("list", "List the authorities that are looked for: number, kind, nation, official name.") { kind, nation, removed };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            var only = parsed.GetValue(kind) is { } name ? AuthorityKinds.Find(name) : null;
            foreach (var row in await session.Get<AuthorityList>().ReadAsync(only, parsed.GetValue(nation), parsed.GetValue(removed), cancellationToken))
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row.Id,-6} {row.Kind.Name(),-20} {row.Nation,-16} {row.Name}"));
            return 0;
        });
        return command;
    }

    private static Command BuildCorrections(Option<FileInfo?> config)
    {
        var command = new Command("corrections", "Print what people corrected, the most frequent first: advice for the register and the tables of words. Names no post and nobody.");
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await Session.OpenAsync(parsed.GetValue(config), cancellationToken);
            if (session is null) return ListeningCommand.Unusable;
            foreach (var corrected in await session.Get<CorrectionReport>().ReadAsync(cancellationToken)) Console.WriteLine(LineOf(corrected));
            return 0;
        });
        return command;
    }

    private static string LineOf(CorrectedWords corrected)
    {
        var kinds = corrected.Counts.OrderBy(count => count.Key).Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Value} {Words(count.Key)}"));
        var words = corrected.Words is { } taken ? $"\"{taken}\"" : "no words";
        return string.Create(CultureInfo.InvariantCulture, $"{corrected.Total,-6} {words} for {corrected.Authority}: {string.Join(", ", kinds)}");
    }

    private static string Words(AuthorityCorrectionKind kind) => kind switch
    {
        AuthorityCorrectionKind.NotThisAuthority => "meant somebody else",
        AuthorityCorrectionKind.RedHerring => "red herring",
        _ => "was not recognised",
    };

    private static Command BuildFind()
    {
        var posts = new Option<FileInfo>("--posts") { Description = "JSON Lines of posts; - reads standard input.", Required = true, HelpName = "FILE" };
        var signals = new Option<bool>("--signals") { Description = "Add what each post says about how requests are handled: signals, each with signal, says, words, marks, and days or sections where claimed." };
        var command = new Command("find", "Print the authorities that each post of a file is about as JSON Lines: id, authorities (official names), possible (not counted), reasons. Needs no database.") { posts, signals };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (await InputFile.OpenAsync(parsed.GetValue(posts)!) is not { } input) return ListeningCommand.Unusable;
            await using (input)
            {
                await using var output = Console.OpenStandardOutput();
                var find = new AuthorityPosts(AuthorityRecogniser.Default, parsed.GetValue(signals) ? FoiSignalRules.Default : null);
                var counts = await find.RunAsync(
                    input, output, problem => Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {problem.Line}: {problem.Message}")), cancellationToken);
                return counts.Malformed > 0 ? 1 : 0;
            }
        });
        return command;
    }
}
