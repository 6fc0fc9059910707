using System.Diagnostics;

namespace Listening.TestSupport.Executable;

/// <summary>The built executable, as it stands in the output of a test project that references the host.</summary>
public static class ListeningProgram
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(120);

    /// <summary>The program that runs .NET assemblies.</summary>
    public static string Runtime { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : FindRuntime();

    /// <summary>The executable's assembly.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "listening.dll");

    /// <summary>Runs a command to its end.</summary>
    /// <param name="folder">The folder it runs in.</param>
    /// <param name="arguments">The command line after <c>listening</c>.</param>
    public static Task<CommandResult> RunAsync(string folder, params string[] arguments) => RunAsync(new CommandRun(folder, arguments));

    /// <summary>Runs a command to its end; one that takes more than two minutes is ended and fails the test.</summary>
    public static async Task<CommandResult> RunAsync(CommandRun run)
    {
        var start = new ProcessStartInfo(Runtime, [Assembly, .. run.Arguments])
        {
            WorkingDirectory = run.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in run.Environment ?? new Dictionary<string, string>(StringComparer.Ordinal)) start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The executable did not start.");
        using var limit = new CancellationTokenSource(_limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await WriteAsync(process, run.Input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new CommandResult(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException late)
        {
            process.Kill();
            throw new TimeoutException($"listening {string.Join(' ', run.Arguments)} did not end in {_limit}.", late);
        }
    }

    private static async Task WriteAsync(Process process, string input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that does not read its input may be gone before it is written.
        }
    }

    // The test host is itself run by it.
    private static string FindRuntime() =>
        Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own : "dotnet";
}

/// <summary>One run of the executable.</summary>
/// <param name="Folder">The folder it runs in.</param>
/// <param name="Arguments">The command line after <c>listening</c>.</param>
/// <param name="Input">What it finds on its standard input.</param>
/// <param name="Environment">Variables added to this process's.</param>
public sealed record CommandRun(
    string Folder, IReadOnlyList<string> Arguments, string Input = "", IReadOnlyDictionary<string, string>? Environment = null);

/// <summary>What came of a run.</summary>
/// <param name="ExitCode">The process's exit code.</param>
/// <param name="Output">Everything on standard output.</param>
/// <param name="Errors">Everything on standard error.</param>
public sealed record CommandResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The lines of the output.</summary>
    public IReadOnlyList<string> Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The output, or the reason why there is none.</summary>
    /// <exception cref="InvalidOperationException">The exit code is not the one that was expected.</exception>
    public CommandResult Expect(int exitCode) => ExitCode == exitCode
        ? this
        : throw new InvalidOperationException($"The exit code was {ExitCode} instead of {exitCode}.\n{Errors}\n{Output}");
}
