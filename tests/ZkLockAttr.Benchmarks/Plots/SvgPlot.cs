using System.Globalization;
using System.Security;
using System.Text;

namespace ZkLockAttr.Benchmarks.Plots;

/// <summary>Draws curves over logarithmic axes, as plain SVG that is legible on light and dark pages.</summary>
internal static class SvgPlot
{
    private const double Width = 760;
    private const double Height = 460;
    private const double Left = 100;
    private const double Right = 540;
    private const double Top = 50;
    private const double Bottom = 400;

    // Told apart by those who do not see all colours, and by their marks too (Okabe and Ito).
    private static readonly string[] Colours = ["#0072B2", "#56B4E9", "#009E73", "#D55E00", "#CC79A7"];

    public static string Draw(string title, string xTitle, string yTitle, IReadOnlyList<Curve> curves)
    {
        var points = curves.SelectMany(curve => curve.Points).ToArray();
        double[] xs = [.. points.Select(point => point.X).Distinct().Order()];
        var x = new LogScale(xs[0], xs[^1], Left, Right);
        var y = LogScale.Round([.. points.Select(point => point.Y)], Bottom, Top);
        var svg = new StringBuilder();
        Line(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="13" fill="#222">""");
        Line(svg, $"""<rect width="{Width}" height="{Height}" fill="#fff"/>""");
        Line(svg, $"""<text x="{(Left + Right) / 2}" y="28" text-anchor="middle" font-size="16">{Escape(title)}</text>""");
        foreach (var value in xs)
        {
            Line(svg, $"""<path d="M{x.Place(value):0.#} {Top}V{Bottom}" stroke="#e4e4e4"/>""");
            Line(svg, $"""<text x="{x.Place(value):0.#}" y="{Bottom + 20}" text-anchor="middle">{value}</text>""");
        }

        foreach (var value in y.Decades())
        {
            Line(svg, $"""<path d="M{Left} {y.Place(value):0.#}H{Right}" stroke="#d0d0d0"/>""");
            Line(svg, $"""<text x="{Left - 8}" y="{y.Place(value) + 4:0.#}" text-anchor="end">{value:#,0}</text>""");
        }

        Line(svg, $"""<path d="M{Left} {Top}V{Bottom}H{Right}" fill="none" stroke="#444"/>""");
        Line(svg, $"""<text x="{(Left + Right) / 2}" y="{Bottom + 45}" text-anchor="middle">{Escape(xTitle)}</text>""");
        Line(svg, $"""<text transform="translate(18 {(Top + Bottom) / 2}) rotate(-90)" text-anchor="middle">{Escape(yTitle)}</text>""");
        for (var i = 0; i < curves.Count; i++)
        {
            Draw(svg, curves[i], i, x, y);
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, Curve curve, int number, LogScale x, LogScale y)
    {
        var colour = Colours[number % Colours.Length];
        var places = curve.Points.Select(point => (X: x.Place(point.X), Y: y.Place(point.Y))).ToArray();
        var path = string.Join(' ', places.Select(place => string.Create(CultureInfo.InvariantCulture, $"{place.X:0.#},{place.Y:0.#}")));
        Line(svg, $"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>""");
        foreach (var place in places)
        {
            Mark(svg, place.X, place.Y, number, colour);
        }

        var row = Top + 12 + (24 * number);
        Mark(svg, Right + 24, row, number, colour);
        Line(svg, $"""<text x="{Right + 38}" y="{row + 4:0.#}">{Escape(curve.Name)}</text>""");
    }

    private static void Mark(StringBuilder svg, double x, double y, int number, string colour) => Line(svg, (number % 3) switch
    {
        0 => $"""<circle cx="{x:0.#}" cy="{y:0.#}" r="4" fill="{colour}"/>""",
        1 => $"""<rect x="{x - 4:0.#}" y="{y - 4:0.#}" width="8" height="8" fill="{colour}"/>""",
        _ => (FormattableString)$"""<path d="M{x:0.#} {y - 5:0.#}l5 9h-10z" fill="{colour}"/>""",
    });

    private static void Line(StringBuilder svg, FormattableString line) => svg.Append(FormattableString.Invariant(line)).Append('\n');

    private static string Escape(string text) => SecurityElement.Escape(text);
}
