namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>What a method gives in the end.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Expression">A value of it.</param>
/// <param name="CanBeSkipped">Whether the default value says that nothing has run.</param>
internal sealed record Item(string Type, string Expression, bool CanBeSkipped = false)
{
    public static readonly Item[] All =
    [
        new("int", "7"), new("string", "\"done\""), new("string?", "null", true), new("bool", "true", true), new("int?", "3", true),
        new("(int Left, string? Right)", "(1, null)"), new("(Sku A, (int, Order? B) C)?", "(new Sku(1), (2, null))", true), new("List<string?>", "[\"a\", null]"), new("int[]", "new[] { 1, 2 }"),
        new("string?[]?", "null", true), new("DayOfWeek", "DayOfWeek.Friday"), new("Place", "default(Place)"), new("dynamic", "\"dynamic\""), new("dynamic?", "null"),
        new("object?", "null", true), new("Dictionary<string, List<(int A, int B)?>>", "[]"), new("Order", "new Order(8, new Customer(\"Ada\"))"),
        new("Old", "new Old(1)"), new("Tried?", "new Tried(2)", true), new("Func<int, string?>?", "null", true),
    ];
}
