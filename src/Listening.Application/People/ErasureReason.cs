namespace Listening.Application.People;

/// <summary>Why somebody's posts are deleted before their time. A list and no free text: what is written here is kept for ever.</summary>
public enum ErasureReason
{
    /// <summary>They asked and the organisation agrees, whatever it has to.</summary>
    Asked,

    /// <summary>They objected, and nothing outweighs it.</summary>
    Objection,

    /// <summary>They are not needed for what they were collected for.</summary>
    NotNeeded,

    /// <summary>They should not have been collected.</summary>
    Unlawful,

    /// <summary>The law, a court or a regulator requires it.</summary>
    LegalDuty,
}

/// <summary>The reasons in words.</summary>
public static class ErasureReasons
{
    /// <summary>A sentence for auditors and staff.</summary>
    public static string Sentence(this ErasureReason reason) => reason switch
    {
        ErasureReason.Asked => "The person asked for it.",
        ErasureReason.Objection => "The person objected and nothing outweighs it (UK GDPR, article 17(1)(c)).",
        ErasureReason.NotNeeded => "The posts are not needed for what they were collected for (article 17(1)(a)).",
        ErasureReason.Unlawful => "The posts should not have been collected (article 17(1)(d)).",
        ErasureReason.LegalDuty => "The law, a court or a regulator requires it (article 17(1)(e)).",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "This reason has no sentence."),
    };
}
