using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Docs.Tests.Pages;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Docs.Tests.Code;

/// <summary>A block of C# as the files of a compilation. CONTRIBUTING.md tells writers the rules.</summary>
internal static partial class CodeBlock
{
    // What the SDK adds by ImplicitUsings.
    private const string SdkUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // What an excerpt need not name.
    private const string ExcerptUsings = "global using System.Runtime.CompilerServices; global using ZkLockAttr; global using ZkLockAttr.Testing; global using ZkLockAttr.ZooKeeper;";

    public static CSharpCompilation Compile(Block block)
    {
        var code = Ellipsis().Replace(block.Text, "=> default!;");
        var root = CSharpSyntaxTree.ParseText(code, TestCompilation.ParseOptions).GetCompilationUnitRoot();
        var isProgram = root.Members.OfType<GlobalStatementSyntax>().Any();
        var isFile = root.Usings.Count > 0;
        var hasTypes = root.Members.Any(member => member is BaseTypeDeclarationSyntax or BaseNamespaceDeclarationSyntax);

        var text = isFile || hasTypes ? AtItsLine(block, code)
            : AreMembers(code) ? Members(AtItsLine(block, code))
            : Statements(AtItsLine(block, code));
        List<string> files = [SdkUsings, text];
        if (!isFile)
        {
            files.AddRange(ExcerptUsings, Context("shop"));
        }

        if (block.Context is not null)
        {
            files.Add(Context(block.Context));
        }

        var compilation = TestCompilation.Of();
        return compilation
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(files.Select((file, i) => TestCompilation.Parse(file, $"Block{i}.cs")))
            .WithOptions(compilation.Options.WithOutputKind(isProgram && (isFile || hasTypes) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>The bodies that an excerpt leaves out, as the diagnostics about them say that they must be written.</summary>
    public static string MissingBodies(IEnumerable<Diagnostic> diagnostics) => string.Concat(
        from diagnostic in diagnostics
        where diagnostic.Id == "ZKL0101"
        let signature = BodyToWrite().Match(diagnostic.GetMessage(CultureInfo.InvariantCulture)).Groups["signature"].Value
        select $"internal partial class Example {{ {signature} => default!; }}\n");

    private static string Context(string name) =>
        File.ReadAllText(Path.Combine(Repository.Root, "tests", "ZkLockAttr.Docs.Tests", "Contexts", $"{name}.cs"));

    private static string Members(string code) => $$"""
        internal partial class Example(IDistributedLocks locks)
        {
        {{code}}
        }
        """;

    private static string Statements(string code) => $$"""
        internal partial class Example(IDistributedLocks locks)
        {
            public async Task StatementsAsync(CancellationToken cancellationToken)
            {
                await Task.CompletedTask;
        {{code}}
            }
        }
        """;

    private static string AtItsLine(Block block, string code) => $"#line {block.Line + 1} \"{block.Path}\"\n{code}#line hidden";

    // A local variable parses as a field without modifiers.
    private static bool AreMembers(string code)
    {
        var root = CSharpSyntaxTree.ParseText($"class Example {{ {code} }}", TestCompilation.ParseOptions).GetCompilationUnitRoot();
        return !root.ContainsDiagnostics
            && root.Members is [TypeDeclarationSyntax { Members: { Count: > 0 } members }]
            && members.All(member => member.Modifiers.Count > 0);
    }

    [GeneratedRegex("write '(?<signature>[^']+)'")]
    private static partial Regex BodyToWrite();

    [GeneratedRegex(@"=> \.\.\.;")]
    private static partial Regex Ellipsis();
}
