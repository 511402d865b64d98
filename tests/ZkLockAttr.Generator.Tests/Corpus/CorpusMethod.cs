namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>One locked method, as it was drawn.</summary>
internal sealed record CorpusMethod(string Name, Shape Shape, string Result, Item Item)
{
    /// <summary>Accessibility and all that stands before <c>partial</c>.</summary>
    public string Modifiers { get; init; } = "public";

    public bool IsStatic { get; init; }

    public string TypeParameters { get; init; } = "";

    public IReadOnlyList<TypeArgument> TypeArguments { get; init; } = [];

    public string Constraints { get; init; } = "";

    public IReadOnlyList<Parameter> Parameters { get; init; } = [];

    /// <summary>The token's declaration in the definition, or none.</summary>
    public string? Token { get; init; }

    /// <summary>What the caller passes for it; null where it leaves it out.</summary>
    public string? TokenArgument { get; init; }

    /// <summary>Where the body has its handle; negative where it has none.</summary>
    public int HandleAt { get; init; } = -1;

    public bool BodyHasToken { get; init; }

    public bool BodyIsStatic { get; init; }

    public bool CallsItself { get; init; }

    public string BodyName { get; init; } = "";

    public string? BodyOption { get; init; }

    public string? Provider { get; init; }

    /// <summary>The parameter that gives the locks, first among all.</summary>
    public string? ProviderParameter { get; init; }

    public Asked Asked { get; init; } = new();

    /// <summary>What its locks see.</summary>
    public string Seen => Asked.Seen(HandleAt >= 0);

    public string? Timeout { get; init; }

    public bool Skips { get; init; }

    public string? Fallback { get; init; }

    public bool IsExtension { get; init; }

    /// <summary>The constraints of the body, where they are not those of the definition.</summary>
    public string? BodyConstraints { get; init; }
}
