using Listening.Application.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Listening.Web.Security.SingleSignOn;

/// <summary>What the handler needs to speak to the provider.</summary>
internal sealed class SingleSignOnOptions : RemoteAuthenticationOptions
{
    public SingleSignOnSettings Settings { get; set; } = null!;

    /// <summary>Seals what travels with the browser to the provider and back.</summary>
    public ISecureDataFormat<AuthenticationProperties> StateFormat { get; set; } = null!;

    /// <summary>The provider's addresses and keys, read when they are first needed and again when they have changed.</summary>
    public IConfigurationManager<OpenIdConnectConfiguration> Provider { get; set; } = null!;
}
