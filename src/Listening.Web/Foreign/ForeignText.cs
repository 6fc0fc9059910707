using System.Globalization;
using System.Text.Encodings.Web;
using Listening.Core.Matching;
using Microsoft.AspNetCore.Html;

namespace Listening.Web.Foreign;

/// <summary>
/// Writes what other people wrote: encoded, apart from the text around it in writing direction (<c>bdi</c>), with
/// invisible characters named and the given spans marked. Nothing in it becomes an element, a link or an attribute.
/// </summary>
/// <param name="text">Any UTF-16 at all.</param>
/// <param name="marks">Parts to mark, in UTF-16 units; cut to the text and to whole characters.</param>
public sealed class ForeignText(string text, IReadOnlyList<TextSpan> marks) : IHtmlContent
{
    /// <summary>Somebody's text without marks.</summary>
    public static ForeignText Of(string? text) => new(text ?? "", []);

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var fitted = Marks.Fit(text, marks);
        var next = 0;
        var marking = false;
        writer.Write("<bdi>");
        foreach (var piece in TextPieces.Of(text))
        {
            for (var at = piece.Start; at < piece.End;)
            {
                if (next < fitted.Count && marking && at >= fitted[next].Start + fitted[next].Length)
                {
                    writer.Write("</mark>");
                    marking = false;
                    next++;
                }

                if (next < fitted.Count && !marking && at >= fitted[next].Start)
                {
                    writer.Write("<mark>");
                    marking = true;
                }

                var until = next == fitted.Count ? piece.End
                    : Math.Min(piece.End, marking ? fitted[next].Start + fitted[next].Length : fitted[next].Start);
                Write(writer, encoder, piece, at, until - at);
                at = until;
            }
        }

        if (marking) writer.Write("</mark>");
        writer.Write("</bdi>");
    }

    private void Write(TextWriter writer, HtmlEncoder encoder, TextPiece piece, int start, int length)
    {
        if (piece.Label is null)
        {
            encoder.Encode(writer, text, start, length);
        }
        else if (piece.Label.Length > 0)
        {
            var times = piece.Label == "more marks" || length > 1 ? Times(start, length) : 1;
            writer.Write("<span class=\"app-invisible\">[");
            writer.Write(piece.Label);
            if (times > 1) writer.Write(string.Create(CultureInfo.InvariantCulture, $" ×{times}"));
            writer.Write("]</span>");
        }
    }

    private int Times(int start, int length)
    {
        var times = 0;
        for (var at = start; at < start + length; at++)
            if (!Marks.IsInsidePair(text, at)) times++;
        return times;
    }
}
