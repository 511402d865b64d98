namespace ZkLockAttr.Docs.Tests.Pages;

/// <summary>What a page has between two fences.</summary>
/// <param name="Path">The page.</param>
/// <param name="Line">The number of the opening fence's line.</param>
/// <param name="Language">What stands behind the opening fence.</param>
/// <param name="Lines">What is between the fences.</param>
/// <param name="Context">What <c>[//]: # (context: name)</c> above the block names, or null.</param>
internal sealed record Block(string Path, int Line, string Language, IReadOnlyList<string> Lines, string? Context)
{
    public string Text => string.Join('\n', Lines) + "\n";

    public bool Covers(int line) => line >= Line && line <= Line + Lines.Count + 1;

    /// <summary>As compilers write it, so that editors can go there.</summary>
    public override string ToString() => $"{Path}({Line})";
}
