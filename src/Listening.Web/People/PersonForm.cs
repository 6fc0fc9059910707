using Listening.Application.People;

namespace Listening.Web.People;

/// <summary>The fields of the forms about somebody.</summary>
public sealed class PersonForm
{
    /// <summary>The case's reference.</summary>
    public string? Reference { get; set; }

    /// <summary>The person's handle.</summary>
    public string? Handle { get; set; }

    /// <summary>The link of one of their posts.</summary>
    public string? Link { get; set; }

    /// <summary>The only source to look at; null for all.</summary>
    public string? Source { get; set; }

    /// <summary>Why their posts are deleted.</summary>
    public ErasureReason? Reason { get; set; }

    /// <summary>Whether they object as well.</summary>
    public bool ObjectToo { get; set; }

    /// <summary>Whether the deletion was confirmed.</summary>
    public bool Sure { get; set; }

    /// <summary>The question that was typed.</summary>
    internal PersonQuestion Question => new() { Reference = Reference?.Trim() ?? "", Handle = Handle, Link = Link, Source = Source };
}
