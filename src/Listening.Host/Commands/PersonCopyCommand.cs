using System.CommandLine;
using System.Text;
using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Web.People;
using Listening.Web.Wording;

namespace Listening.Host.Commands;

/// <summary><c>listening person copy</c>: writes everything held of somebody to a file that only the caller can read.</summary>
internal static class PersonCopyCommand
{
    public static Command Build(Option<FileInfo?> config)
    {
        var file = new Option<FileInfo>("--out") { Description = "The file to write, readable by you alone: FILE.json for machines, FILE.html for people. It must not exist yet.", Required = true, HelpName = "FILE" };
        file.Validators.Add(result =>
        {
            if (result.GetValue(file)?.Extension is not (".json" or ".html")) result.AddError("--out has to end in .json or .html.");
        });
        var command = PersonOptions.Build(
            config, "copy", "Write everything held of somebody to a file, to answer a subject access request.",
            (parsed, session, question, operation, cancellationToken) => RunAsync(parsed.GetValue(file)!, session, question, operation, cancellationToken));
        command.Options.Add(file);
        return command;
    }

    private static async Task<int> RunAsync(
        FileInfo file, Session session, PersonQuestion question, OperationContext operation, CancellationToken cancellationToken)
    {
        if (question.Handle is { } handle && PersonReference.Names(file.Name, handle)) return await RefuseNameAsync();
        if (file.Exists) return await PersonOptions.RefuseAsync("The file exists already; choose another name.");
        var result = await session.Get<IPersonService>().CopyAsync(question, operation, cancellationToken);
        if (result.Value is not { } copy) return await PersonOptions.RefuseAsync(result.Refusal);
        if (copy.Posts.Any(post => post.Post is { } own && PersonReference.Names(file.Name, own.Author.Handle))) return await RefuseNameAsync();
        var content = file.Extension == ".json"
            ? PersonCopyJson.Write(copy)
            : Encoding.UTF8.GetBytes(PersonCopyDocument.Write(copy, new Clock(session.Get<TimeProvider>(), null)));
        try
        {
            await WriteAsync(file, content, cancellationToken);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return await PersonOptions.RefuseAsync("The file cannot be written; nothing was left behind.");
        }

        Console.WriteLine($"A copy of {PersonCommands.Posts(copy.Posts.Count)} was written.");
        return 0;
    }

    private static Task<int> RefuseNameAsync() =>
        PersonOptions.RefuseAsync("The file's name contains the person's handle; names of files show in listings and logs. Choose another.");

    private static async Task WriteAsync(FileInfo file, byte[] content, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file.FullName, options);
        try
        {
            await stream.WriteAsync(content, cancellationToken);
        }
        catch
        {
            file.Delete();
            throw;
        }
    }
}
