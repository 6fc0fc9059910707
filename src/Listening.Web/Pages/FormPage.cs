using Listening.Application.Auditing;
using Listening.Web.Components;
using Listening.Web.Security;
using Listening.Web.Wording;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Listening.Web.Pages;

/// <summary>A page with a form: notes which fields are at fault, and who sends it.</summary>
public abstract class FormPage(Clock clock) : PageModel
{
    private readonly List<ErrorLine> _errors = [];

    /// <summary>What is wrong, in the order of the fields.</summary>
    public IReadOnlyList<ErrorLine> Errors => _errors;

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    public string? ErrorOf(string field) => _errors.Find(line => string.Equals(line.Href, $"#{field}", StringComparison.Ordinal))?.Text;

    /// <summary>The time now and how times are written.</summary>
    protected Clock Clock { get; } = clock;

    /// <summary>Notes that a field is at fault.</summary>
    protected void Refuse(string field, string why) => _errors.Add(new ErrorLine(why, $"#{field}"));

    /// <summary>The reason that was typed; notes a fault when it cannot be one.</summary>
    protected string TakeReason(string field, string? reason)
    {
        var typed = reason?.Trim() ?? "";
        if (ReasonText.RefusalOf(typed) is { } why) Refuse(field, why);
        return typed;
    }

    /// <summary>What is done now, by whoever is signed in.</summary>
    protected OperationContext Operation(string reason) => User.Does(Clock.Now, reason);
}
