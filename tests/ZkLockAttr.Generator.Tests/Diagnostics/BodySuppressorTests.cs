using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>Advice about a body's signature is silenced, and nothing else.</summary>
public class BodySuppressorTests
{
    [Fact]
    public async Task Only_bodies_are_silenced()
    {
        var run = GeneratorRun.OfGood("""
            public partial class Service(IDistributedLocks locks)
            {
                [DistributedLock("a", Timeout = "1s", Fallback = nameof(LaterAsync))] public partial Task RunAsync(int id);
                private Task RunAsyncCore(int id) { int Inner() => 1; return Task.FromResult(Inner()); }
                private Task LaterAsync(int id) => Task.CompletedTask;
                private int LaterAsync(string id) => 1;
                [DistributedSemaphore("b", 3, Timeout = "1s", Fallback = nameof(NeverAsync))] public partial Task PrintAsync(int id);
                private Task PrintAsyncCore(int id) { return Task.CompletedTask; }
                private Task NeverAsync(int id) => Task.CompletedTask;
                private int Other() => 1;
            }
            """);

        var diagnostics = await run.Output
            .WithAnalyzers([new EveryMethodShouldBeRenamed(), new BodySuppressor()], new CompilationWithAnalyzersOptions(
                new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true))
            .GetAnalyzerDiagnosticsAsync();

        Assert.Equal(["Inner", "LaterAsync", "Other"], Names(diagnostics, suppressed: false));
        Assert.Equal(["LaterAsync", "NeverAsync", "PrintAsyncCore", "RunAsyncCore"], Names(diagnostics, suppressed: true));
    }

    private static IEnumerable<string> Names(ImmutableArray<Diagnostic> diagnostics, bool suppressed) =>
        diagnostics.Where(diagnostic => diagnostic.IsSuppressed == suppressed)
            .Select(diagnostic => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan))
            .Order(StringComparer.Ordinal);

#pragma warning disable RS1001, RS2008 // made for this test alone, and handed over by hand
    private sealed class EveryMethodShouldBeRenamed : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor ShouldBeRenamed = new("VSTHRD200", "Rename", "Rename", "Test", DiagnosticSeverity.Warning, true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [ShouldBeRenamed];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                node =>
                {
                    var name = node.Node switch
                    {
                        MethodDeclarationSyntax { Body: not null } method => method.Identifier,
                        MethodDeclarationSyntax { ExpressionBody: not null } method => method.Identifier,
                        LocalFunctionStatementSyntax function => function.Identifier,
                        _ => default,
                    };
                    if (name != default)
                    {
                        node.ReportDiagnostic(Diagnostic.Create(ShouldBeRenamed, name.GetLocation()));
                    }
                },
                Microsoft.CodeAnalysis.CSharp.SyntaxKind.MethodDeclaration,
                Microsoft.CodeAnalysis.CSharp.SyntaxKind.LocalFunctionStatement);
        }
    }
#pragma warning restore RS1001, RS2008
}
