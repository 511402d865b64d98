namespace ZkLockAttr.Tool.Diagnosing;

/// <summary>How bad it is: to know, to look after, or to mend now.</summary>
internal enum FindingLevel
{
    Note,
    Warning,
    Problem,
}

/// <summary>Something to know about a server or the ensemble.</summary>
internal sealed record Finding(FindingLevel Level, string Text)
{
    public static Finding Note(string text) => new(FindingLevel.Note, text);

    public static Finding Warning(string text) => new(FindingLevel.Warning, text);

    public static Finding Problem(string text) => new(FindingLevel.Problem, text);
}
