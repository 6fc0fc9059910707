using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Listening.Web.Api;

/// <summary>The API's own description (OpenAPI). The same stands in docs/openapi.json, and a test holds one against the other.</summary>
internal static class ApiDescription
{
    /// <summary>Where this version of the API is.</summary>
    public const string Root = "/api/v1";

    private const string Document = "v1";
    private const string SecurityName = "token";

    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        // The pages' own addresses are nobody's interface.
        options.ShouldInclude = description => description.RelativePath?.StartsWith(Root[1..], StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Listening", Version = Document, Description = "Items, saved searches, sources and statistics for programs. docs/api.md tells how to begin." };
            // Where it runs is not for the document to say: it is the same everywhere.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [SecurityName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token from `listening token issue` or the page Tokens." },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<NeededScope>().LastOrDefault() is { } needed)
            {
                operation.Description = $"Needs the scope {needed.Scope}.";
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityName, context.Document)] = [] }];
            }

            return Task.CompletedTask;
        });
    });

    // It says nothing about anybody, and tools read it before they have a token.
    public static void MapApiDescription(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi(Root + "/openapi.json").AllowAnonymous();
}
