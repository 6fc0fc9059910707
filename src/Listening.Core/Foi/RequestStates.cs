using Listening.Core.Matching;
using Listening.Core.Posts;

namespace Listening.Core.Foi;

/// <summary>Reads what WhatDoTheyKnow itself says of a request: the last line of such a post ends with the request's state.</summary>
public static class RequestStates
{
    /// <summary>Kind of the sources whose posts have such a line.</summary>
    public const string SourceKind = "whatdotheyknow";

    private static readonly Dictionary<string, (FoiSignalKind Kind, string Says)> States = new(StringComparer.Ordinal)
    {
        ["response overdue"] = (FoiSignalKind.Overdue, "WhatDoTheyKnow says that the answer is late"),
        ["response long overdue"] = (FoiSignalKind.Overdue, "WhatDoTheyKnow says that the answer is long overdue"),
        ["refused"] = (FoiSignalKind.Refused, "WhatDoTheyKnow's user says that the request was refused"),
        ["information not held"] = (FoiSignalKind.NotHeld, "WhatDoTheyKnow's user says that nothing is held"),
        ["partially successful"] = (FoiSignalKind.Partial, "WhatDoTheyKnow's user says that the answer is incomplete"),
        ["vexatious"] = (FoiSignalKind.Vexatious, "WhatDoTheyKnow says that the request was called vexatious"),
    };

    /// <summary>The signal that the state gives; null when it gives none.</summary>
    public static FoiSignal? Read(Post post)
    {
        var text = post.Text.TrimEnd();
        var colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        if (colon <= text.LastIndexOf('\n') || !States.TryGetValue(text[(colon + 2)..], out var state)) return null;
        return new FoiSignal(state.Kind, state.Says, [new TextSpan(colon + 2, text.Length - colon - 2)], null, [], FoiSignalMarks.None);
    }
}
