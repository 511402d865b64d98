using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.Generator.Benchmarks;

/// <summary>A project of 1,000 files in which somebody types: 10 services of 5 attributed methods each, the types they use, and much that has nothing to do with them.</summary>
internal sealed class Workload
{
    public const int Methods = Services * MethodsOfService;

    private const int Files = 1000;
    private const int Services = 10;
    private const int MethodsOfService = 5;
    private const string Digit = "=> 1;";

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.CSharp13);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly SyntaxTree[] _files;
    private CSharpCompilation _edited;
    private SyntaxTree _editedFile;
    private int _edits;

    private Workload(Func<int, string> service)
    {
        _files =
        [
            .. Enumerable.Range(0, Services).Select(i => Parse($"Service{i}.cs", service(i))),
            .. Enumerable.Range(0, Services).Select(i => Parse($"Order{i}.cs", $"namespace Shop; public sealed record Order{i}(int Id, string Customer);")),
            .. Enumerable.Range(0, Files - (2 * Services)).Select(i => Parse($"Other{i}.cs", Other(i))),
        ];
        _editedFile = _files[^1];
        _edited = Fresh();
    }

    /// <summary>Methods with <c>[DistributedLock]</c>.</summary>
    public static Workload OfLocks() => new(LockService);

    /// <summary>As many methods with <c>[LoggerMessage]</c>, of as many values.</summary>
    public static Workload OfLogMessages() => new(LogService);

    /// <summary>The project as a new process reads it: parsed, and nothing bound.</summary>
    public CSharpCompilation Fresh() => CSharpCompilation.Create(
        "Shop", _files, References, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The project after one more digit was typed in a file that has nothing to do with the attributed methods.</summary>
    public CSharpCompilation AfterUnrelatedEdit()
    {
        var text = _editedFile.GetText();
        var place = text.ToString().LastIndexOf(Digit, StringComparison.Ordinal) + Digit.Length - 2;
        var edited = _editedFile.WithChangedText(text.WithChanges(new TextChange(new TextSpan(place, 1), (_edits++ % 2 + 2).ToString())));
        _edited = _edited.ReplaceSyntaxTree(_editedFile, edited);
        _editedFile = edited;
        return _edited;
    }

    private static SyntaxTree Parse(string path, string text) => CSharpSyntaxTree.ParseText(text, ParseOptions, path);

    private static string LockService(int i) => $$"""
        using System.Threading;
        using System.Threading.Tasks;
        using ZkLockAttr;

        namespace Shop;

        public sealed partial class Service{{i}}(IDistributedLocks locks)
        {
        {{string.Concat(Enumerable.Range(0, MethodsOfService).Select(m => $$"""
                [DistributedLock("orders/{order.Id}/{region}", Timeout = "5s")]
                public partial Task<string> Place{{m}}Async(Order{{i}} order, string region, CancellationToken cancellationToken = default);

                private Task<string> Place{{m}}AsyncCore(Order{{i}} order, string region, CancellationToken cancellationToken) => Task.FromResult(region);

            """))}}
        }
        """;

    private static string LogService(int i) => $$"""
        using Microsoft.Extensions.Logging;

        namespace Shop;

        public sealed partial class Service{{i}}(ILogger logger)
        {
        {{string.Concat(Enumerable.Range(0, MethodsOfService).Select(m => $$"""
                [LoggerMessage({{(i * MethodsOfService) + m}}, LogLevel.Information, "orders {order} {region}")]
                public partial void Placed{{m}}(Order{{i}} order, string region);

                public string Place{{m}}(Order{{i}} order, string region) => region;

            """))}}
        }
        """;

    private static string Other(int i) => $$"""
        using System;

        namespace Shop;

        public class Other{{i}}
        {
            public string Name { get; set; } = "";

            [Obsolete("Use Name.")]
            public string OldName() => Name;

            public int Value() => 1;
        }
        """;
}
