namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>What a parameter can be, with a value for it.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Argument">What is passed.</param>
/// <param name="Keys">Placeholders for it, with their text in the lock's name.</param>
internal sealed record Value(string Type, string Argument, params Key[] Keys)
{
    /// <summary>How the argument stands in the definition: <c>ref</c>, <c>params</c> and the like.</summary>
    public string Modifier { get; init; } = "";

    /// <summary>How the body spells the same type, where it differs.</summary>
    public string? BodyType { get; init; }

    /// <summary>The caller's type, where the parameter's has type parameters.</summary>
    public string? LocalType { get; init; }

    /// <summary>An expression for what is compared: a span has no text.</summary>
    public string Read { get; init; } = "{0}";

    /// <summary>What the body does to it.</summary>
    public string? Change { get; init; }

    /// <summary>What the caller finds then.</summary>
    public string? Changed { get; init; }

    /// <summary>The default value, in which case nothing is passed.</summary>
    public string? Default { get; init; }

    /// <summary>What cannot outlive the call, as an async method's parameters do.</summary>
    public bool IsBlockingOnly { get; init; }

    public bool IsParams => Modifier == "params";

    public bool IsOut => Modifier == "out";

    public bool IsPointer => Type.Contains('*', StringComparison.Ordinal);
}
