using System.Buffers;
using System.Globalization;
using Listening.Core.Sources;

namespace Listening.Sources.Http;

/// <summary>Reads each answer's body into memory, up to a limit of bytes (after decompression) and of time.</summary>
/// <remarks>The body is read inside the handlers so that a connection lost half-way is retried like one that never opened.</remarks>
internal sealed class BodyLimitHandler(GuardedHttpOptions options, TimeProvider time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int ChunkBytes = 64 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.AttemptTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, both.Token);
            try
            {
                var body = await ReadAsync(response.Content, both.Token);
                var buffered = new ByteArrayContent(body);
                foreach (var (name, values) in response.Content.Headers.NonValidated)
                    buffered.Headers.TryAddWithoutValidation(name, values);
                // Disposing the old content hands the connection back.
                response.Content.Dispose();
                response.Content = buffered;
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
        catch (Exception ended) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested && ended is not RefusedException)
        {
            // Aborting a read shows as cancellation or as a broken stream, whichever came first.
            throw new RefusedException(SourceFailureKind.Unavailable, string.Create(
                CultureInfo.InvariantCulture, $"No complete answer within {options.AttemptTimeout.TotalSeconds:0.###} seconds."));
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > options.MaximumBytes) throw TooLarge();
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            using var body = new MemoryStream();
            int read;
            while ((read = await stream.ReadAsync(chunk.AsMemory(), cancellationToken)) > 0)
            {
                if (body.Length + read > options.MaximumBytes) throw TooLarge();
                body.Write(chunk, 0, read);
            }

            return body.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new RefusedException(SourceFailureKind.Rejected, "The body's compression is broken.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private RefusedException TooLarge() => new(SourceFailureKind.Rejected, string.Create(
        CultureInfo.InvariantCulture, $"The body is larger than {options.MaximumBytes} bytes."));
}
