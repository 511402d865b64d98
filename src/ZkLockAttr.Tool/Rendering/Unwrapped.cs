using Spectre.Console.Rendering;

namespace ZkLockAttr.Tool.Rendering;

/// <summary>
/// Lines as long as they are: columns keep their widths, and names stay whole, to be copied. What is too long for the terminal goes on in its next line, or is cut off
/// where lines are counted.
/// </summary>
internal sealed class Unwrapped(IRenderable content, bool isCut = false) : IRenderable
{
    /// <summary>Wide enough that nothing is broken into lines.</summary>
    public const int Width = 10_000;

    public Measurement Measure(RenderOptions options, int maxWidth) => new(1, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in Segment.SplitLines(content.Render(options, Width)))
        {
            // Columns are filled up with spaces.
            var text = line.Take(line.FindLastIndex(segment => !string.IsNullOrWhiteSpace(segment.Text)) + 1);
            foreach (var segment in isCut ? Segment.Truncate(text, maxWidth) : text)
            {
                yield return segment;
            }

            yield return Segment.LineBreak;
        }
    }
}
