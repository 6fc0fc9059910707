using System.Text.Encodings.Web;
using System.Text.Unicode;
using Listening.Web.Api;
using Listening.Web.Assets;
using Listening.Web.Meetings;
using Listening.Web.Pages.Searches;
using Listening.Web.Security;
using Listening.Web.Triage;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.WebEncoders;

namespace Listening.Web;

/// <summary>Registers what the pages need.</summary>
public static class WebServices
{
    /// <summary>
    /// Adds the pages. The caller adds ITriageReader, ISourceReader, IPersonService, ISignIn and an authentication cookie under
    /// <see cref="IdentityConstants.ApplicationScheme"/>; the cookie's settings are made here.
    /// </summary>
    public static IServiceCollection AddListeningWeb(this IServiceCollection services)
    {
        services.AddRazorPages().ConfigureApplicationPartManager(AddOwnPages);
        services.AddAuthorization();
        services.AddListeningApi();
        // Pages carry a new token with every answer, so their length gives nothing away.
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes = ["text/html", "application/json", "application/problem+json", "text/csv"];
        });
        services.AddSignInLimits();
        services.AddHsts(hsts => hsts.MaxAge = TimeSpan.FromDays(365));

        services.Configure<AntiforgeryOptions>(SessionCookie.ConfigureForms);
        // After every other setting: adding Identity's cookies replaces the events, in whichever order the two are called.
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, SessionCookie.ConfigureSession);
        // The cookies between two steps of signing in.
        foreach (var (scheme, name) in SessionCookie.Steps)
            services.PostConfigure<CookieAuthenticationOptions>(scheme, options => SessionCookie.ConfigureStep(options, name));
        services.Configure<KestrelServerOptions>(kestrel => kestrel.AddServerHeader = false);
        services.Configure<ExceptionHandlerOptions>(options =>
        {
            options.ExceptionHandlingPath = WebPipeline.ErrorPath;
            options.StatusCodeSelector = broken => (broken as Microsoft.AspNetCore.Http.BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError;
        });
        // Letters of every script are written as they are: numeric entities made a page in Welsh or Urdu five times as long.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));

        services.AddOptions<WebOptions>()
            .Validate(options => options.TimeZone is null || TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _),
                "TimeZone is not the name of a time zone on this machine; accepted are IANA names such as Europe/London.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SearchFormServices>();
        services.AddSingleton(AssetStore.Load());
        services.AddSingleton<ItemPanes>();
        services.TryAddSingleton(new PrinterSettings());
        services.AddSingleton<PackPrinter>();
        services.AddSingleton<PrintedView>();
        services.AddSingleton(provider => new Clock(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IOptions<WebOptions>>().Value.TimeZone));
        return services;
    }

    // The host's own build may have announced this assembly already; pages found twice are ambiguous addresses.
    private static void AddOwnPages(ApplicationPartManager manager)
    {
        var own = typeof(WebServices).Assembly;
        if (manager.ApplicationParts.OfType<CompiledRazorAssemblyPart>().Any(part => part.Assembly == own)) return;
        manager.ApplicationParts.Add(new CompiledRazorAssemblyPart(own));
    }
}
