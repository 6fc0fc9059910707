using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Listening.Web.Components;

/// <summary>A row of small bars without numbers, drawn here: the shape of something over time. What it says in words belongs beside it or in its label.</summary>
/// <param name="label">What can be seen, for whoever cannot.</param>
/// <param name="values">From left to right.</param>
public sealed class Sparkline(string label, IReadOnlyList<int> values) : IHtmlContent
{
    private const double Height = 24, Step = 4;

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var highest = Math.Max(1, values.DefaultIfEmpty().Max());
        writer.Write(string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"app-sparkline\" viewBox=\"0 0 {values.Count * Step} {Height}\" role=\"img\" aria-label=\"{encoder.Encode(label)}\" focusable=\"false\">"));
        // One path for all bars: fifty of these stand on a page.
        writer.Write("<path class=\"app-chart__queue-4\" d=\"");
        for (var at = 0; at < values.Count; at++)
        {
            // A day with one post is seen beside one with a hundred; a day with none is a hair line.
            var height = values[at] <= 0 ? 0.5 : Math.Max(3, Height * values[at] / highest);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"M{at * Step:0.#} {Height}v-{height:0.#}h3v{height:0.#}z"));
        }

        writer.Write("\"></path></svg>");
    }
}
