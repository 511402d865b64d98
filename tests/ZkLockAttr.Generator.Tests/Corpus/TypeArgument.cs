namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>A type parameter's constraint, and an argument for it. <c>{0}</c> is the type parameter.</summary>
internal sealed record TypeArgument(string Constraint, string Type, string MetadataName, string Value, string? Text = null)
{
    public static readonly TypeArgument[] All =
    [
        new("", "object", "System.Object", "\"any\""),
        new("notnull", "string", "System.String", "\"text\""),
        new("struct, ISpanFormattable", "int", "System.Int32", "12", "12"),
        new("IComparable<{0}>", "DateOnly", "System.DateOnly", "default", "01%2F01%2F0001"),
        new("class, IEquatable<{0}>", "string", "System.String", "\"key\"", "key"),
        new("class?", "string", "System.String", "\"maybe\""),
        new("unmanaged", "long", "System.Int64", "5L"),
        new("struct, Enum", "DayOfWeek", "System.DayOfWeek", "DayOfWeek.Friday", "Friday"),
        new("struct", "(int, Sku)", "System.ValueTuple`2[System.Int32,ZkLockAttr.Generator.Tests.Corpus.Sku]", "(1, new Sku(2))"),
        new("IList<int>, new()", "List<int>", "System.Collections.Generic.List`1[System.Int32]", "[1]"),
        new("Named", "NamedToo", "ZkLockAttr.Generator.Tests.Corpus.NamedToo", "new NamedToo(\"me\")", "me"),
    ];

    /// <summary>Only where the method blocks.</summary>
    public static readonly TypeArgument RefStruct = new("allows ref struct", "int", "System.Int32", "3");
}
