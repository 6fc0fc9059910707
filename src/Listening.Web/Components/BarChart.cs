using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Listening.Web.Components;

/// <summary>A kind of thing that a bar is made of.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Style">The last part of its class, <c>app-chart__NAME</c>.</param>
public sealed record ChartSeries(string Name, string Style);

/// <summary>One bar.</summary>
/// <param name="Label">What stands under it; empty for none.</param>
/// <param name="Whole">What is said of it, for whoever points at it.</param>
/// <param name="Values">One number for each series, from the bottom up.</param>
public sealed record ChartBar(string Label, string Whole, IReadOnlyList<int> Values);

/// <summary>Stacked bars as SVG, drawn here: works without scripts, and the content policy needs no exception. The same numbers belong in a table beside it.</summary>
/// <param name="id">Begins the ids of title and description.</param>
/// <param name="title">What it shows, in a few words.</param>
/// <param name="description">What can be seen, in a sentence or two.</param>
/// <param name="series">What the bars are made of.</param>
/// <param name="bars">The bars, from left to right.</param>
public sealed class BarChart(string id, string title, string description, IReadOnlyList<ChartSeries> series, IReadOnlyList<ChartBar> bars) : IHtmlContent
{
    private const double Width = 1000, Height = 300, Left = 70, Top = 10, Right = 982, Bottom = 262;

    /// <inheritdoc />
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        var highest = ChartScale.Over(bars.Select(bar => bar.Values.Sum()).DefaultIfEmpty().Max());
        writer.Write(string.Create(CultureInfo.InvariantCulture,
            $"<svg class=\"app-chart__picture\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-description\" focusable=\"false\">"));
        writer.Write($"<title id=\"{id}-title\">{encoder.Encode(title)}</title><desc id=\"{id}-description\">{encoder.Encode(description)}</desc>");
        foreach (var line in highest.Lines) WriteLine(writer, Bottom - (Bottom - Top) * line / highest.Top, line);
        var step = (Right - Left) / Math.Max(1, bars.Count);
        for (var at = 0; at < bars.Count; at++) WriteBar(writer, encoder, bars[at], Left + step * at, step, highest.Top);
        writer.Write("</svg>");
    }

    private static void WriteLine(TextWriter writer, double y, int value) => writer.Write(string.Create(CultureInfo.InvariantCulture,
        $"<line class=\"app-chart__line\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"></line><text class=\"app-chart__number\" x=\"{Left - 8}\" y=\"{y + 5:0.#}\">{value:N0}</text>"));

    private void WriteBar(TextWriter writer, HtmlEncoder encoder, ChartBar bar, double x, double step, int top)
    {
        writer.Write($"<g><title>{encoder.Encode(bar.Whole)}</title>");
        var y = Bottom;
        for (var at = 0; at < series.Count; at++)
        {
            if (bar.Values[at] == 0) continue;
            // Never thinner than a line: one overdue post among thousands has to be seen.
            var height = Math.Max(2, (Bottom - Top) * bar.Values[at] / top);
            y -= height;
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"<rect class=\"app-chart__bar app-chart__{series[at].Style}\" x=\"{x + step * 0.12:0.##}\" y=\"{y:0.##}\" width=\"{step * 0.76:0.##}\" height=\"{height:0.##}\"></rect>"));
        }

        if (bar.Label.Length > 0)
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"<text class=\"app-chart__label\" x=\"{x + step / 2:0.##}\" y=\"{Bottom + 22}\">{encoder.Encode(bar.Label)}</text>"));
        writer.Write("</g>");
    }
}
