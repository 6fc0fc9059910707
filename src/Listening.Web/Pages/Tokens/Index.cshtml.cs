using Listening.Application.Access;
using Listening.Application.Storage;
using Listening.Core.Triage;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;

namespace Listening.Web.Pages.Tokens;

/// <summary>The tokens of the API: issues one, which is shown once, and revokes.</summary>
public sealed class IndexModel(ApiTokenService tokens, Clock clock) : FormPage(clock)
{
    /// <summary>All tokens, newest first.</summary>
    public IReadOnlyList<ApiTokenRow> Tokens { get; private set; } = [];

    /// <summary>The token that was just issued; null at every other time.</summary>
    public string? Issued { get; private set; }

    /// <summary>The form as it was sent.</summary>
    public TokenForm Form { get; private set; } = new();

    /// <summary>The scopes that can be chosen.</summary>
    public static IReadOnlyList<string> Scopes { get; } =
        [.. ApiScopes.All.Take(1), .. TriageQueues.All.Select(queue => $"{ApiScopes.ItemsRead}:{queue.Name()}"), .. ApiScopes.All.Skip(1)];

    /// <summary>Shows the page.</summary>
    public async Task OnGetAsync(CancellationToken ct) => Tokens = await tokens.ListAsync(ct);

    /// <summary>Issues a token, or revokes one.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] TokenForm form, [FromForm] int? revoke, CancellationToken ct)
    {
        if (!ModelState.IsValid) return BadRequest();
        Form = form;
        if (revoke is { } id)
        {
            var why = TakeReason($"why-{id}", form.Reason);
            if (Errors.Count == 0 && await tokens.RevokeAsync(id, Operation(why), ct) is { } refusal) Refuse($"why-{id}", refusal);
            if (Errors.Count == 0) return Redirect("/tokens?done=token-revoke");
            Form = new TokenForm();
        }
        else
        {
            await IssueAsync(ct);
        }

        await OnGetAsync(ct);
        return Page();
    }

    /// <summary>How a token stands.</summary>
    public (string Words, string Colour) StateOf(ApiTokenRow token) =>
        token.RevokedAt is not null ? ("Revoked", "grey") : token.ExpiresAt <= Clock.Now ? ("Expired", "grey") : ("In use", "green");

    private async Task IssueAsync(CancellationToken ct)
    {
        var reason = TakeReason("reason", Form.Reason);
        if (Errors.Count > 0) return;
        var result = await tokens.IssueAsync(new ApiTokenDraft(Form.Name?.Trim() ?? "", Form.Scopes ?? [], Form.Days ?? 0), Operation(reason), ct);
        if (result.Refusal is not null) Refuse(result.Field!.Value.ToString().ToLowerInvariant(), result.Refusal);
        else (Issued, Form) = (result.Token, new TokenForm());
    }
}

/// <summary>A token as it is asked for.</summary>
public sealed record TokenForm
{
    /// <summary>Which program it is for.</summary>
    public string? Name { get; init; }

    /// <summary>What it may do; null when nothing was chosen. A list that is there already would be filled, which an empty one refuses.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>How long it lives.</summary>
    public int? Days { get; init; }

    /// <summary>Why, for the log.</summary>
    public string? Reason { get; init; }
}
