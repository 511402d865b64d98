namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>Where a method stands: what its type offers it.</summary>
internal sealed record Site(Kind Kind, string TypeName)
{
    /// <summary>Names that are still free in the type.</summary>
    public List<string> Free(IEnumerable<string> names, params IEnumerable<string?> taken) =>
        [.. names.Where(name => !taken.Append(TypeName).Append(TypeParameter).Any(other => other is not null && Names.AreSame(name, other)))];

    /// <summary>What may stand between accessibility and <c>partial</c>.</summary>
    public IReadOnlyList<string> Modifiers { get; init; } = [""];

    /// <summary>Whether an instance method sees locks.</summary>
    public bool HasLocks { get; init; }

    public bool HasStaticLocks { get; init; }

    /// <summary>Which locks are the right ones, where there are several.</summary>
    public string? Provider { get; init; }

    public string? TypeParameter { get; init; }

    public TypeArgument? TypeArgument { get; init; }

    /// <summary>What <c>this</c> gives for a name.</summary>
    public IReadOnlyList<(string Member, string Text)> Members { get; init; } = [];

    /// <summary>Tells an overload from the others.</summary>
    public Value? FirstParameter { get; init; }

    /// <summary>The name that overloads share.</summary>
    public string? MethodName { get; init; }

    /// <summary>Parts the bodies of overloads, where they are named.</summary>
    public string BodySuffix { get; init; } = "";

    /// <summary>A base, an interface or a method to hide says what the method looks like, and that it is public.</summary>
    public bool IsGiven { get; init; }

    public bool IsExtension { get; init; }
}
