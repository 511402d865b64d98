namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>Draws a valid type with locked methods, and writes it with a caller.</summary>
internal sealed class TypeGrammar(Draw draw, string caseName)
{
    private readonly MethodGrammar _methods = new(draw);
    private readonly List<string> _advice = [];
    private readonly List<string> _features = [];
    private readonly List<CorpusMethod> _written = [];
    private readonly List<string> _calls = [];
    private readonly string _name = draw.Of(Names.Types);

    public CorpusCase Write(Kind kind, Shape shape)
    {
        var hasBase = kind.HasBase && draw.OneIn(3);
        var implements = !hasBase && !kind.IsInterface && !kind.IsStatic && draw.OneIn(6);
        var isGeneric = !hasBase && !implements && draw.OneIn(3);
        var isNested = draw.OneIn(4);
        var isExtension = kind.IsStatic && !isNested && !isGeneric && draw.OneIn(2);
        var locks = hasBase ? Locks.Inherited
            : kind.IsInterface ? Locks.OfInterfaces
            : kind.IsStatic ? new Locks(draw.OneIn(2) ? "private static IDistributedLocks Shared => CorpusLocks.Right;" : "")
            : kind.IsRecord ? draw.Of(Locks.OfRecords) : draw.Of(Locks.OfOthers);
        var argument = draw.Of(TypeArgument.All);
        var site = new Site(kind, _name)
        {
            Modifiers = Modifiers(kind, hasBase, implements),
            HasLocks = !kind.IsStatic,
            HasStaticLocks = locks.HasShared,
            Provider = locks.Provider,
            TypeParameter = isGeneric ? draw.Of(Names.TypeParameters.Where(name => !Names.AreSame(name, _name)).ToList()) : null,
            TypeArgument = isGeneric ? argument : null,
            Members = kind.IsInterface ? [("tenant", "acme"), ("Owner.Name", "Ada")] : [("Tenant", "acme"), ("Owner.Name", "Ada"), ("_region", "7"), (" Owner . Name ", "Ada")],
            IsGiven = hasBase || implements || kind.IsInterface,
            IsExtension = isExtension,
        };

        var isOverloaded = !hasBase && !implements && draw.OneIn(4);
        _features.AddRange(Features.Of(locks, hasBase, implements, isNested));
        AddMethod(site with { FirstParameter = isOverloaded ? new Value("int", "1", new Key("", "1")) : null }, shape);
        if (isOverloaded)
        {
            AddMethod(site with { MethodName = _written[0].Name, FirstParameter = new Value("Guid", "Guid.Empty"), BodySuffix = "2" }, shape);
        }

        return new CorpusCase(caseName, File(kind, site, locks, hasBase, implements, isNested), _written.Count, _advice, _features);
    }

    private void AddMethod(Site site, Shape shape)
    {
        var method = _methods.Method(site, shape, $"{caseName}{_written.Count}");
        _written.Add(method);
        _advice.AddRange(_methods.Advice);
        _features.AddRange(Features.Of(method, site));
    }

    private static string[] Modifiers(Kind kind, bool hasBase, bool implements) => kind switch
    {
        { IsInterface: true } => ["virtual", "static"],
        { IsStatic: true } => ["static"],
        _ when hasBase => kind.CanBeDerived ? ["override", "sealed override", "new"] : ["override", "new"],
        _ when implements => [""],
        { IsReadOnly: true } => ["", "static"],
        { IsStruct: true } => ["", "static", "readonly"],
        { CanBeDerived: true } => ["", "virtual", "static"],
        _ => ["", "static"],
    };

    private string File(Kind kind, Site site, Locks locks, bool hasBase, bool implements, bool isNested)
    {
        var method = _written[0];
        var baseIsLocked = hasBase && !method.Modifiers.Contains("new", StringComparison.Ordinal) && draw.OneIn(2);
        var parameters = $"(string {(kind.IsRecord ? "Tenant" : "tenant")}, IDistributedLocks given)";
        var header = $"{(isNested ? "public" : "internal")} {kind.Partial} {_name}{(site.TypeParameter is { } parameter ? $"<{parameter}>" : "")}"
            + (kind.IsStatic || kind.IsInterface ? "" : parameters)
            + (hasBase ? " : Base(given)" : implements ? " : IGiven" : "")
            + (site.TypeParameter is { } constrained && site.TypeArgument!.Constraint is { Length: > 0 } constraint
                ? $" where {constrained} : {constraint.Replace("{0}", constrained, StringComparison.Ordinal)}" : "");
        var type = $$"""
            {{header}}
            {
            {{locks.Members}}
            {{TypeMembers(kind)}}
            {{string.Join("\n", _written.Select(MethodMembers))}}
            }
            """;
        var space = draw.OneIn(4) ? ".@event" : "";
        return $$"""
            #pragma warning disable CS0612, CS0618, CORPUS1 // old and new types are among those that a method can have
            namespace ZkLockAttr.Generator.Tests.Corpus.{{caseName}}{{space}};

            {{(isNested ? Outer(type) : type)}}

            {{(hasBase ? BaseType(kind, method, baseIsLocked) : "")}}
            {{(implements ? $"internal interface IGiven {{ {Unmarked(method, "")} }}" : "")}}
            {{Instance(kind, site, isNested)}}
            {{Caller(kind, site, isNested, baseIsLocked)}}
            """;
    }

    private static string Outer(string type) => $$"""
        internal static partial class Outer<TOuter>
            where TOuter : notnull
        {
        {{type}}
        }
        """;

    private static string TypeMembers(Kind kind) =>
        kind.IsStatic ? ""
        : kind.IsInterface ? "string tenant { get; } Customer Owner { get; }"
        : $$"""internal Customer Owner { get; } = new("Ada"); internal readonly int _region = 7;{{(kind.IsRecord ? "" : " internal string Tenant { get; } = tenant;")}}""";

    private static string MethodMembers(CorpusMethod method) => $"""
            {MethodText.Attribute(method)}
            {MethodText.Definition(method)}

            {MethodText.Body(method)}
            {(method.Fallback is null ? "" : MethodText.FallbackText(method))}
        """;

    // What a base or an interface has of a method: no attribute, no half.
    private static string Unmarked(CorpusMethod method, string modifiers) =>
        MethodText.Definition(method with { Modifiers = modifiers, Constraints = method.BodyConstraints ?? "" }, "")
            .Replace("[System.Runtime.CompilerServices.EnumeratorCancellation] ", "", StringComparison.Ordinal);

    private string BaseType(Kind kind, CorpusMethod method, bool isLocked)
    {
        var keyword = kind.IsRecord ? "record" : "class";
        var parameters = kind.IsRecord ? "(IDistributedLocks Inherited)" : "(IDistributedLocks locks)";
        var property = kind.IsRecord ? "" : "protected IDistributedLocks Inherited { get; } = locks;";
        if (isLocked)
        {
            var locked = method with
            {
                Modifiers = "public virtual",
                Constraints = method.BodyConstraints ?? "",
                Provider = method.ProviderParameter is null ? null : method.Provider,
                Asked = new Asked(($"{caseName}base", $"{caseName}base")),
                Timeout = null,
                Skips = false,
                Fallback = null,
            };
            _written.Add(locked);
            AdviseBase(locked);
            return $"internal partial {keyword} Base{parameters} {{ {property}\n{MethodMembers(locked)}\n}}";
        }

        return method.Modifiers.Contains("new", StringComparison.Ordinal)
            ? $"internal {keyword} Base{parameters} {{ {property} {Unmarked(method, "public").TrimEnd(';')} => throw new NotSupportedException(); }}"
            : $"internal abstract {keyword} Base{parameters} {{ {property} {Unmarked(method, "public abstract")} }}";
    }

    private void AdviseBase(CorpusMethod locked)
    {
        IEnumerable<(string Id, bool Is)> advice =
        [
            ("ZKL0009", locked.Shape.IsSequence), ("ZKL0016", locked.Shape.IsBlocking), ("ZKL0017", locked.TypeParameters.Length > 0), ("ZKL0307", locked.Token is null),
        ];
        _advice.AddRange(advice.Where(item => item.Is).Select(item => item.Id));
    }

    private string TypeName(Site site, bool isNested) =>
        (isNested ? "Outer<int>." : "") + _name + (site.TypeParameter is null ? "" : $"<{site.TypeArgument!.Type}>");

    // What can be made, where the type itself cannot.
    private string Instance(Kind kind, Site site, bool isNested) => kind.Keywords switch
    {
        "interface" => $"internal sealed class Instance(string name, IDistributedLocks locks) : {TypeName(site, isNested)} {{ public string tenant => name; public IDistributedLocks given => locks; public Customer Owner {{ get; }} = new(\"Ada\"); }}",
        "abstract class" => $"internal sealed class Instance(string tenant, IDistributedLocks given) : {TypeName(site, isNested)}(tenant, given);",
        _ => "",
    };

    private string Caller(Kind kind, Site site, bool isNested, bool baseIsLocked)
    {
        var type = TypeName(site, isNested);
        var made = kind.Keywords is "interface" or "abstract class" ? "Instance" : type;
        for (var i = 0; i < _written.Count; i++)
        {
            var method = _written[i];
            var isBase = baseIsLocked && i == _written.Count - 1;
            var target = method.IsExtension ? "CorpusLocks.Right" : method.IsStatic ? type : "service";
            var service = target != "service" ? "" : isBase ? "var service = new Base(CorpusLocks.Right);" : $"{type} service = new {made}(\"acme\", CorpusLocks.Right);";
            var header = method.Shape.IsBlocking ? $"private static {(MethodText.IsUnsafe(method) ? "unsafe " : "")}void Call{i}()" : $"private static async Task Call{i}()";
            _calls.Add($"{header}\n{{\n{service}\n{MethodText.Calls(method, target)}\n}}");
        }

        return $$"""
            internal static class Caller
            {
                public static async Task RunAsync()
                {
                    await Task.Yield();
                    {{string.Join(" ", _written.Select((method, i) => $"{(method.Shape.IsBlocking ? "" : "await ")}Call{i}();"))}}
                }

                {{string.Join("\n\n", _calls)}}
            }
            """;
    }
}
