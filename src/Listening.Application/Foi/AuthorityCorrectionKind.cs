namespace Listening.Application.Foi;

/// <summary>How a person corrects what was recognised. Numbers are stored, so they never change.</summary>
public enum AuthorityCorrectionKind
{
    /// <summary>The post is about somebody else.</summary>
    NotThisAuthority = 1,

    /// <summary>The post is about it but says nothing of its handling of requests.</summary>
    RedHerring = 2,

    /// <summary>The post is about it, which was not recognised or only possible.</summary>
    ThisAuthority = 3,
}
