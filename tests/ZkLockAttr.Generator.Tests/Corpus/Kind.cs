namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>A kind of type that can have locked methods.</summary>
/// <param name="Keywords">How it is declared, <c>partial</c> left out.</param>
internal sealed record Kind(string Keywords)
{
    public static readonly Kind[] All =
    [
        new("class"), new("sealed class"), new("abstract class"), new("record"), new("sealed record"), new("record class"),
        new("struct"), new("readonly struct"), new("record struct"), new("readonly record struct"), new("ref struct"),
        new("interface"), new("static class"),
    ];

    public bool IsInterface => Keywords == "interface";

    public bool IsStatic => Keywords == "static class";

    public bool IsRecord => Keywords.Contains("record", StringComparison.Ordinal);

    public bool IsStruct => Keywords.Contains("struct", StringComparison.Ordinal);

    public bool IsRefStruct => Keywords == "ref struct";

    public bool IsReadOnly => Keywords.Contains("readonly", StringComparison.Ordinal);

    public bool CanBeDerived => Keywords is "class" or "abstract class" or "record" or "record class";

    public bool HasBase => !IsStruct && !IsInterface && !IsStatic;

    /// <summary><c>partial</c> stands right before the kind of type.</summary>
    public string Partial => Keywords switch
    {
        "record class" or "record struct" => "partial " + Keywords,
        "readonly record struct" => "readonly partial record struct",
        "ref struct" => "ref partial struct",
        _ => Keywords.LastIndexOf(' ') is var space and > 0 ? $"{Keywords[..space]} partial {Keywords[(space + 1)..]}" : "partial " + Keywords,
    };
}
