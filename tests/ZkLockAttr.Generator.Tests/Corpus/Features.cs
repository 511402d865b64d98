namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>What a case has of the grammar, so that nothing of it is never drawn.</summary>
internal static class Features
{
    public static IEnumerable<string> All =>
    [
        .. from kind in Kind.All
           from shape in Shape.All
           where !kind.IsRefStruct || shape.IsBlocking
           select Meeting(kind, shape),
        .. Values.Required.Concat(Values.Blocking).Concat(Values.Optional).Concat(Values.Params).Concat(Values.BlockingParams).Select(Of),
        .. Locks.OfOthers.Concat(Locks.OfRecords).Append(Locks.OfInterfaces).Append(Locks.Inherited).Select(Of),
        .. TypeArgument.All.Append(TypeArgument.RefStruct).Select(argument => $"where {argument.Constraint} of {argument.Type}"),
        .. Item.All.Select(item => $"returns {item.Type}"),
        .. Names.Locals.Select(name => $"parameter {name}"),
        .. Names.Words.Select(word => $"parameter @{word}"),
        .. Names.Types.Select(name => $"type {name}"),
        .. Names.Methods.Select(name => $"method {name}"),
        "static", "virtual", "override", "sealed", "new", "readonly", "internal", "protected", "base", "implements", "nested",
        "generic type", "named body", "handle", "handle and token", "token", "token of the body alone", "static body", "recursion",
        "shared", "several", "several shared", "semaphore", "retained", "held at least",
        "written {0}", "written [{0}]", "written new[] { {0} }", "written names: new string[] { {0} }", "written {0}, n", "written maxCount: n, name: {0}",
        "skip", "fallback", "timeout", "provider parameter", "named provider", "extension", "overload", "this", "unsafe",
    ];

    public static IEnumerable<string> Of(Locks locks, bool hasBase, bool implements, bool isNested) =>
        [Of(locks), .. Given(("base", hasBase), ("implements", implements), ("nested", isNested))];

    public static IEnumerable<string> Of(CorpusMethod method, Site site) =>
    [
        Meeting(site.Kind, method.Shape),
        $"type {site.TypeName}",
        $"method {method.Name}",
        $"returns {method.Item.Type}",
        .. method.Modifiers.Split(' '),
        .. method.Parameters.SelectMany(parameter => new[] { Of(parameter.Value), $"parameter {parameter.Name}" }),
        .. method.TypeArguments.Select(argument => $"where {argument.Constraint} of {argument.Type}"),
        .. Given(
            ("generic type", site.TypeParameter is not null),
            ("named body", method.BodyOption is not null),
            ("handle", method.HandleAt >= 0),
            ("handle and token", method.HandleAt >= 0 && method.BodyHasToken),
            ("token", method.Token is not null),
            ("token of the body alone", method.Token is null && method.BodyHasToken),
            ("static body", method.BodyIsStatic),
            ("recursion", method.CallsItself),
            ("skip", method.Skips),
            ("fallback", method.Fallback is not null),
            ("timeout", method.Timeout is not null),
            ("provider parameter", method.ProviderParameter is not null),
            ("named provider", method.Provider is not null),
            ("extension", method.IsExtension),
            ("overload", site.BodySuffix.Length > 0),
            ("this", method.Asked.Names.Any(name => name.Template.Contains("{this.", StringComparison.Ordinal))),
            ("unsafe", MethodText.IsUnsafe(method)),
            ("shared", method.Asked.IsShared),
            ("several", method.Asked.Names.Count > 1),
            ("several shared", method.Asked.IsShared && method.Asked.Names.Count > 1),
            ("semaphore", method.Asked.MaxCount > 0),
            ("retained", method.Asked.Retain is not null),
            ("held at least", method.Asked.HoldAtLeast is not null)),
        $"written {(method.Asked.MaxCount > 0 ? method.Asked.Written.Replace($" {method.Asked.MaxCount}", " n", StringComparison.Ordinal) : method.Asked.Written)}",
    ];

    private static string Meeting(Kind kind, Shape shape) => $"{kind.Keywords} with {shape.Result}";

    private static string Of(Value value) => $"{value.Modifier} {value.Type} {value.Default}";

    private static string Of(Locks locks) => $"locks: {locks.Members}";

    private static IEnumerable<string> Given(params (string Name, bool Is)[] features) => features.Where(feature => feature.Is).Select(feature => feature.Name);
}
