using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Listening.Web.Assets;

/// <summary>Serves the embedded front end to anybody: it says nothing about anyone.</summary>
internal static class AssetEndpoint
{
    public static void MapAssets(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/assets/{version}/{name}", [HttpMethods.Get, HttpMethods.Head], Serve);

    private static Results<FileContentHttpResult, NotFound> Serve(string version, string name, AssetStore store, HttpContext context)
    {
        if (store.Find(name) is not { } asset) return TypedResults.NotFound();
        var headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        // A page of the last release may still ask under its own version: it gets today's file, but must not keep it.
        headers.CacheControl = version == store.Version ? "public, max-age=31536000, immutable" : "no-cache";
        var (content, encoding) = Choose(asset, context.Request);
        if (encoding is not null) headers.ContentEncoding = encoding;
        return TypedResults.File(content, asset.ContentType);
    }

    private static (byte[] Content, string? Encoding) Choose(Asset asset, HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        return Accepts("br") && asset.Brotli is { } brotli ? (brotli, "br")
            : Accepts("gzip") && asset.Gzip is { } gzip ? (gzip, "gzip")
            : (asset.Plain, null);

        bool Accepts(string name) => accepted.Any(one => one.Value.Equals(name, StringComparison.OrdinalIgnoreCase) && one.Quality is null or > 0);
    }
}
