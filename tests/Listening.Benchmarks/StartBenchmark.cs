using System.Diagnostics;
using System.Globalization;

namespace Listening.Benchmarks;

/// <summary>From starting the built executable to the first answered page.</summary>
internal static class StartBenchmark
{
    /// <param name="times">How often.</param>
    /// <param name="service">The folder of the built or published service.</param>
    public static async Task RunAsync(int times, string service)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        for (var i = 0; i < times; i++)
        {
            var folder = Directory.CreateTempSubdirectory("listening-start-");
            var start = new ProcessStartInfo("dotnet", [Path.Combine(Path.GetFullPath(service), "listening.dll")])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            try
            {
                while (!await AnswersAsync(http)) await Task.Delay(20);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start to first page, new folder: {watch.Elapsed.TotalSeconds:F2} s"));
            }
            finally
            {
                process.Kill();
                await process.WaitForExitAsync();
                folder.Delete(recursive: true);
            }
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("http://127.0.0.1:5080/sign-in"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
