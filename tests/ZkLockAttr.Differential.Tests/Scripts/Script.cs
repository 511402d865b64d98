namespace ZkLockAttr.Differential.Tests.Scripts;

/// <summary>What clients do, line by line. README.md of this project has the language.</summary>
internal sealed record Script(IReadOnlyList<ScriptLine> Lines)
{
    /// <summary>Reads a script; empty lines and those that begin with # are for people.</summary>
    public static Script Parse(string text) => new(
    [
        .. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(ScriptLine.Parse),
    ]);

    public override string ToString() => string.Join('\n', Lines.Select(line => line.Text));
}
