using Microsoft.CodeAnalysis.CSharp;

namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>Names that a user may give, and that a careless half would trip over. They are written with <c>@</c>, which is never wrong.</summary>
internal static class Names
{
    /// <summary>Every word of the language.</summary>
    public static readonly string[] Words =
    [
        .. Enum.GetValues<SyntaxKind>()
            .Where(kind => SyntaxFacts.IsKeywordKind(kind) || SyntaxFacts.IsContextualKeyword(kind))
            .Select(SyntaxFacts.GetText)
            .Where(word => word.Length > 0 && word.All(char.IsAsciiLetter))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What a half calls its own variables, and what it calls them then.</summary>
    public static readonly string[] Locals =
    [
        "name", "request", "handle", "call", "result", "items", "item", "error", "reason",
        "lockName", "lockRequest", "lockHandle", "lockCall", "lockCall2", "lockResult", "lockItems", "lockItem", "lockError", "lockReason",
    ];

    public static readonly string[] Plain = ["order", "id", "größe", "数", "_", "__x", "ZkLockAttr", "System", "global", "LockedCall", "Tenant", "locks"];

    public static readonly string[] Types = ["Service", "Orders", "Größe", "LockedCall", "@required", "@file", "@scoped", "@extension", "@record", "@await", "@async", "@partial", "@class", "@event", "@where", "@global", "@field", "@allows"];

    public static readonly string[] TypeParameters = ["T", "TKey", "@name", "@call", "@class", "@await", "@where", "@field", "@required", "@scoped", "@async", "Handle"];

    public static readonly string[] Methods = ["RunAsync", "PlaceAsync", "Größe", "Name", "Dispose2", "@default", "@partial", "@async", "@await", "@yield", "@required", "@where", "@get", "@extension", "@call"];

    public static bool AreSame(string left, string right) => left.TrimStart('@') == right.TrimStart('@');
}
