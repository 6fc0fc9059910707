using System.Diagnostics;

namespace Listening.TestSupport.Servers;

/// <summary>Runs a program to its end.</summary>
internal static class ShortCommand
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    /// <summary>Runs it and returns what it printed.</summary>
    /// <exception cref="ServerStartException">It failed, or took more than a minute.</exception>
    public static Task<string> RunAsync(string program, params string[] arguments) =>
        RunAsync(program, arguments, environment: null, input: "");

    /// <summary>Runs it with further environment variables and the given standard input, and returns what it printed.</summary>
    /// <exception cref="ServerStartException">It failed, or took more than a minute.</exception>
    public static async Task<string> RunAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment, string input)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = "/",
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;

        using var process = Process.Start(start) ?? throw new ServerStartException($"{program} did not start.");
        using var bound = new CancellationTokenSource(_limit);
        try
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(bound.Token);
            var errors = process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            return process.ExitCode == 0
                ? await output
                : throw new ServerStartException($"{program} ended with {process.ExitCode}.\n{await output}\n{await errors}");
        }
        catch (OperationCanceledException e)
        {
            process.Kill(entireProcessTree: true);
            throw new ServerStartException($"{program} did not end within a minute.", e);
        }
    }
}
