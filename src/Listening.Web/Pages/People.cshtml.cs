using System.Text;
using Listening.Application.Auditing;
using Listening.Application.People;
using Listening.Web.Components;
using Listening.Web.People;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>Answers people who ask what is held about them, want it deleted, or object. Handle and link travel in forms only, never in an address.</summary>
public sealed class PeopleModel(IPersonService people, Clock clock) : PageModel
{
    /// <summary>What was typed.</summary>
    [BindProperty]
    public PersonForm Form { get; set; } = new();

    /// <summary>What the page shows.</summary>
    public PeopleView View { get; private set; }

    /// <summary>Names of the sources to choose from.</summary>
    public IReadOnlyList<string> Sources { get; private set; } = [];

    /// <summary>What is wrong with what was typed.</summary>
    public IReadOnlyList<ErrorLine> Errors { get; private set; } = [];

    /// <summary>What is held; null before it was asked.</summary>
    public PersonFound? Found { get; private set; }

    /// <summary>What was done, a sentence a line.</summary>
    public IReadOnlyList<string> Done { get; private set; } = [];

    /// <summary>Shows the form.</summary>
    public Task OnGetAsync(CancellationToken ct) => AskAsync(ct);

    /// <summary>Shows what is held.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await FindAsync(PeopleView.Found, ct);

    /// <summary>Asks whether it shall really be deleted, and why.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(CancellationToken ct) => await FindAsync(PeopleView.Confirm, ct);

    /// <summary>Gives the copy for machines.</summary>
    public Task<IActionResult> OnPostJsonAsync(CancellationToken ct) => CopyAsync("json", "application/json", PersonCopyJson.Write, ct);

    /// <summary>Gives the copy for people.</summary>
    public Task<IActionResult> OnPostPageAsync(CancellationToken ct) =>
        CopyAsync("html", "text/html; charset=utf-8", copy => Encoding.UTF8.GetBytes(PersonCopyDocument.Write(copy, clock)), ct);

    /// <summary>Deletes what is held.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        if (Form.Reason is not { } reason || !Form.Sure)
        {
            Errors = [.. new[]
            {
                Form.Reason is null ? new ErrorLine("Choose a reason", "#reason-asked") : null,
                Form.Sure ? null : new ErrorLine("Confirm that the posts shall be deleted", "#sure"),
            }.OfType<ErrorLine>()];
            return await FindAsync(PeopleView.Confirm, ct);
        }

        var result = await people.EraseAsync(Form.Question, reason, Form.ObjectToo, Operation, ct);
        if (result.Value is not { } done) return await RefusedAsync(result.Refusal!, result.Part, ct);
        return Finish(
            $"{Lengths.Number(done.Deleted)} of {Lengths.Count(done.Found, "post")} deleted.",
            done.HeldBack == 0 ? null : $"{Lengths.Count(done.HeldBack, "post")} kept by a hold: {string.Join(", ", done.HeldBy)}.",
            done.Objected ? "The objection is remembered: their posts are not collected again." : null);
    }

    /// <summary>Remembers an objection.</summary>
    public async Task<IActionResult> OnPostObjectAsync(CancellationToken ct)
    {
        var result = await people.ObjectAsync(Form.Question, Operation, ct);
        if (result.Value is not { } done) return await RefusedAsync(result.Refusal!, result.Part, ct);
        return Finish(
            done.Changed ? "The objection is remembered: their posts are not collected again." : "The objection was remembered already.",
            done.StillHeld == 0 ? null : $"{Lengths.Count(done.StillHeld, "post")} held until the limit passes, unless you delete them.");
    }

    /// <summary>Forgets an objection.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(CancellationToken ct)
    {
        var result = await people.WithdrawAsync(Form.Question, Operation, ct);
        return result.Value is null
            ? await RefusedAsync(result.Refusal!, result.Part, ct)
            : Finish("The objection is forgotten: their posts are collected again.");
    }

    /// <summary>The error of a field; null when it has none.</summary>
    public string? ErrorOf(string field) => Errors.FirstOrDefault(line => line.Href == "#" + field)?.Text;

    private OperationContext Operation => User.Does(clock.Now, "Asked for on the page Requests from people.");

    private async Task<IActionResult> FindAsync(PeopleView view, CancellationToken ct)
    {
        var result = await people.FindAsync(Form.Question, Operation, ct);
        if (result.Value is null) return await RefusedAsync(result.Refusal!, result.Part, ct);
        (Found, View) = (result.Value, view);
        return Page();
    }

    private async Task<IActionResult> CopyAsync(string ending, string type, Func<PersonCopy, byte[]> write, CancellationToken ct)
    {
        var result = await people.CopyAsync(Form.Question, Operation, ct);
        if (result.Value is not { } copy) return await RefusedAsync(result.Refusal!, result.Part, ct);
        // Named after the case: names of files show in listings and logs.
        return File(write(copy), type, $"copy-{copy.Question.Reference.Replace('/', '-')}.{ending}");
    }

    private async Task AskAsync(CancellationToken ct) => (View, Sources) = (PeopleView.Ask, await people.SourcesAsync(ct));

    private async Task<IActionResult> RefusedAsync(string refusal, QuestionPart part, CancellationToken ct)
    {
        Errors = [new ErrorLine(refusal, part switch { QuestionPart.Reference => "#reference", QuestionPart.Source => "#source", _ => "#handle" })];
        await AskAsync(ct);
        return Page();
    }

    private PageResult Finish(params string?[] done)
    {
        (View, Done) = (PeopleView.Done, [.. done.OfType<string>()]);
        return Page();
    }
}

/// <summary>What the page shows.</summary>
public enum PeopleView
{
    /// <summary>The form.</summary>
    Ask,

    /// <summary>What is held.</summary>
    Found,

    /// <summary>Whether it shall be deleted.</summary>
    Confirm,

    /// <summary>What was done.</summary>
    Done,
}
