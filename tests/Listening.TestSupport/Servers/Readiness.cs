using System.Diagnostics;

namespace Listening.TestSupport.Servers;

/// <summary>Waits until a server answers.</summary>
internal static class Readiness
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(60);

    /// <summary>Tries until the server answers.</summary>
    /// <param name="server">Its process; an early end stops the wait.</param>
    /// <param name="name">What to call it in the error.</param>
    /// <param name="log">Its log file, quoted in the error.</param>
    /// <param name="attempt">Asks once; any exception means "not yet".</param>
    /// <exception cref="ServerStartException">It ended, or did not answer within a minute.</exception>
    public static async Task WaitAsync(ServerProcess server, string name, string log, Func<CancellationToken, Task> attempt)
    {
        var elapsed = Stopwatch.StartNew();
        Exception? last = null;
        while (elapsed.Elapsed < _limit && !server.Exited.IsCompleted)
        {
            using var bound = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            try
            {
                await attempt(bound.Token);
                return;
            }
            catch (Exception e)
            {
                last = e;
                await Task.Delay(100);
            }
        }
        throw ServerStartException.WithLog(name, log, last);
    }
}
