namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>What can stand in a parameter list.</summary>
internal static class Values
{
    public static readonly Value[] Required =
    [
        new("int", "42", new Key("", "42"), new Key(":D5", "00042"), new Key(":X", "2A")),
        new("long", "-5L", new Key("", "-5")),
        new("byte", "7", new Key("", "7")),
        new("ulong", "18446744073709551615UL", new Key("", "18446744073709551615")),
        new("Int128", "12", new Key("", "12")),
        new("char", "'c'", new Key("", "c")),
        new("bool", "true", new Key("", "True")),
        new("decimal", "1.5m", new Key(":F2", "1.50")),
        new("double", "0.25", new Key(":0.00", "0.25")),
        new("string", "\"a/b\"", new Key("", "a%2Fb"), new Key(".Length", "3")),
        new("string", "\"50%\"", new Key("", "50%25")),
        new("Guid", "new Guid(\"00000000-0000-0000-0000-000000000007\")", new Key(":N", "00000000000000000000000000000007"), new Key("", "00000000-0000-0000-0000-000000000007")),
        new("DateOnly", "new DateOnly(2026, 11, 25)", new Key(":yyyy-MM-dd", "2026-11-25"), new Key(":O", "2026-11-25"), new Key(".Year", "2026")),
        new("DateTime", "new DateTime(2026, 11, 25, 1, 2, 3, DateTimeKind.Utc)", new Key(":O", "2026-11-25T01:02:03.0000000Z"), new Key(":HH:mm", "01:02"), new Key(":'\\\"at\\\"' yyyy", "\\\"at\\\" 2026")),
        new("DateTimeOffset", "DateTimeOffset.UnixEpoch", new Key(":u", "1970-01-01 00:00:00Z"), new Key(".UtcDateTime:yyyyMMdd", "19700101")),
        new("TimeSpan", "TimeSpan.FromMinutes(5)", new Key("", "00:05:00")),
        new("TimeOnly", "new TimeOnly(1, 2)", new Key(":O", "01:02:00.0000000")),
        new("DayOfWeek", "DayOfWeek.Friday", new Key("", "Friday"), new Key(":D", "5")),
        new("Colour", "Colour.Green", new Key(":D", "2"), new Key("", "Green", "ZKL0209")),
        new("Version", "new Version(1, 2)", new Key("", "1.2"), new Key(".Major", "1")),
        new("System.Numerics.BigInteger", "new System.Numerics.BigInteger(99)", new Key("", "99")),
        new("System.Net.IPAddress", "System.Net.IPAddress.Loopback", new Key("", "127.0.0.1")),
        new("Uri", "new Uri(\"http://a\")", new Key(".Host", "a")),
        new("Sku", "new Sku(3)", new Key("", "sku3"), new Key(".Number:D2", "03")),
        new("Conversion", "new Conversion(3)", new Key("", "right")),
        new("Shelf", "new Shelf(4)", new Key("", "shelf4"), new Key(":no", "noshelf4")),
        new("Named", "new Named(\"me\")", new Key("", "me")),
        new("NamedToo", "new NamedToo(\"me too\")", new Key("", "me too")),
        new("Order", "new Order(8, new Customer(\"Ada\"))", new Key(".Id", "8"), new Key(".Customer.Name", "Ada"), new Key(".@class", "first"), new Key(".class", "first"), new Key(" . Id :D3", "008")),
        new("BigOrder", "new BigOrder(9, new Customer(\"Bob\"))", new Key(".Id", "9"), new Key(".Customer.Name.Length", "3")),
        new("Place", "new Place(6, new Order(5, new Customer(\"Eve\")))", new Key(".Row", "6"), new Key(".Order.Customer.Name", "Eve")),
        new("(int Left, string? Right)", "(1, null)", new Key(".Left", "1")) { BodyType = "(int, string?)" },
        new("(Order First, (Sku A, Sku B) Both)", "(new Order(8, new Customer(\"Ada\")), (new Sku(1), new Sku(2)))", new Key(".First.Id", "8"), new Key(".Both.B", "sku2"), new Key(".Item1.Id", "8")),
        new("KeyValuePair<string, int>", "new KeyValuePair<string, int>(\"k\", 1)", new Key(".Key", "k"), new Key(".Value:D2", "01")),
        new("Lazy<Order>", "new Lazy<Order>(new Order(8, new Customer(\"Ada\")))", new Key(".Value.Id", "8")),
        new("List<Order>", "[]", new Key(".Count", "0")),
        new("int?", "7"),
        new("string?", "null"),
        new("object", "\"thing\""),
        new("object?[]?", "null"),
        new("dynamic", "new Named(\"dynamic\")") { BodyType = "object" },
        new("dynamic?", "null") { BodyType = "dynamic?" },
        new("List<dynamic>", "[1, \"two\"]") { BodyType = "List<object>" },
        new("int[]", "new[] { 1, 2 }", new Key(".Length", "2")),
        new("string?[][]?", "[]"),
        new("int[,]", "new int[2, 2]", new Key(".Rank", "2")),
        new("List<int?>", "[1, null]"),
        new("Dictionary<string, (int A, string? B)>?", "[]"),
        new("IReadOnlyDictionary<string, List<string?>>", "new Dictionary<string, List<string?>>()"),
        new("Func<int, string?>", "static number => null"),
        new("Action<(int A, int)>?", "null"),
        new("Task", "Task.CompletedTask"),
        new("Type", "typeof(int)", new Key("", "System.Int32")),
        new("Memory<char>", "new char[1]", new Key(".Length", "1")),
        new("nint", "5", new Key("", "5")),
        new("Old", "new Old(1)", new Key(".Id", "1")),
        new("List<Old?>", "[]"),
        new("Tried", "new Tried(2)", new Key(".Id", "2")),
    ];

    /// <summary>Only where the method blocks: an async method keeps its parameters in an object.</summary>
    public static readonly Value[] Blocking =
    [
        Blocks("ref", "int", "42", new Key("", "42")) with { Change = "{0}++;", Changed = "43" },
        Blocks("ref", "string?", "\"before\"") with { Change = "{0} = null;", Changed = "null" },
        Blocks("ref", "Order?", "null") with { Change = "{0} = null;", Changed = "null" },
        Blocks("out", "string", "\"\"") with { Read = "\"out\"", Change = "{0} = \"told\";", Changed = "\"told\"" },
        Blocks("out", "Place", "default") with { Read = "\"out\"", Change = "{0} = default;", Changed = "default(Place)" },
        Blocks("in", "DateOnly", "new DateOnly(2026, 11, 25)", new Key(":yyyy", "2026")),
        Blocks("in", "Order", "new Order(8, new Customer(\"Ada\"))", new Key(".Customer.Name", "Ada")),
        Blocks("ref readonly", "long", "6L", new Key("", "6")),
        Blocks("scoped ref", "int", "3", new Key("", "3")),
        Blocks("", "ReadOnlySpan<char>", "\"span\"", new Key(".Length", "4")) with { Read = "{0}.ToString()" },
        Blocks("scoped", "Span<int>", "new int[] { 1 }") with { Read = "{0}.ToArray()" },
        Blocks("", "int*", "(int*)null") with { Read = "\"pointer\"" },
        Blocks("", "delegate*<int, void>", "null") with { Read = "\"pointer\"" },
    ];

    public static readonly Value[] Optional =
    [
        new("int", "3", new Key("", "3")) { Default = "3" },
        new("string", "\"none\"", new Key("", "none")) { Default = "\"none\"" },
        new("string?", "null") { Default = "null" },
        new("Colour", "Colour.Red", new Key(":D", "1")) { Default = "Colour.Red" },
        new("decimal", "2.5m", new Key(":F1", "2.5")) { Default = "2.5m" },
        new("Place", "default(Place)", new Key(".Row", "0")) { Default = "default" },
        new("Guid?", "null") { Default = "default" },
    ];

    public static readonly Value[] Params =
    [
        Rest("int[]", "1, 2", "new[] { 1, 2 }") with { Keys = [new(".Length", "2")] },
        Rest("string?[]", "\"a\", null", "new[] { \"a\", null }"),
        Rest("List<int>", "1, 2, 3", "new[] { 1, 2, 3 }") with { Keys = [new(".Count", "3")] },
        Rest("IReadOnlyList<string>", "\"a\"", "new[] { \"a\" }") with { Keys = [new(".Count", "1")] },
        Rest("IEnumerable<(int A, int B)>", "(1, 2)", "new[] { (1, 2) }") with { BodyType = "IEnumerable<(int, int)>" },
        Rest("HashSet<Old>", "new Old(1)", "new[] { new Old(1) }"),
    ];

    /// <summary>They are scoped without saying so; a body in a ref struct must say it.</summary>
    public static readonly Value[] BlockingParams =
    [
        Rest("ReadOnlySpan<int>", "1, 2", "new[] { 1, 2 }") with { BodyType = "scoped ReadOnlySpan<int>", Read = "{0}.ToArray()", IsBlockingOnly = true },
        Rest("Span<Sku>", "new Sku(1)", "new[] { new Sku(1) }") with { BodyType = "scoped Span<Sku>", Read = "{0}.ToArray()", IsBlockingOnly = true },
    ];

    private static Value Blocks(string modifier, string type, string argument, params Key[] keys) =>
        new(type, argument, keys) { Modifier = modifier, IsBlockingOnly = true };

    private static Value Rest(string type, string arguments, string expected) => new(type, arguments) { Modifier = "params", Changed = expected };
}
