namespace Listening.Web.Assets;

/// <summary>One file of the front end.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Brotli">The same compressed; null when it was not.</param>
/// <param name="Gzip">The same compressed for older clients; null when it was not.</param>
internal sealed record Asset(string ContentType, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
{
    /// <summary>Media type by the name's ending.</summary>
    /// <exception cref="NotSupportedException">The front end holds a kind of file that nobody thought of.</exception>
    public static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".txt" => "text/plain; charset=utf-8",
        var other => throw new NotSupportedException($"No media type is known for {other} files."),
    };
}
