using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.Naming;

/// <summary>Compares the constant lock names of a compilation.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ConstantNameAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.NameIsAncestor, Rules.NameIsShared, Rules.NameOfTwoKinds];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            var names = new ConcurrentBag<ConstantName>();
            start.RegisterSymbolAction(symbol => Collect(symbol, names), SymbolKind.Method);
            start.RegisterCompilationEndAction(end => Compare(end, names));
        });
    }

    private static void Collect(SymbolAnalysisContext context, ConcurrentBag<ConstantName> names)
    {
        if (context.Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsPartialDefinition: true } method)
        {
            foreach (var name in ConstantName.Of(method))
            {
                names.Add(name);
            }
        }
    }

    private static void Compare(CompilationAnalysisContext context, ConcurrentBag<ConstantName> names)
    {
        // In the order of the text, whatever thread was first.
        var ordered = names
            .OrderBy(name => name.Place?.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(name => name.Place?.SourceSpan.Start ?? 0)
            .ToImmutableArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            var name = ordered[i];
            if (ordered.FirstOrDefault(name.IsAncestorOf) is { } below)
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.NameIsAncestor, name.Place, name.Method.Name, name.Name, below.Name, Describe(below.Method)));
            }

            var same = ordered.Take(i).Where(name.IsSameAs).ToList();
            if (same.Find(earlier => earlier.MaxCount != name.MaxCount) is { } other)
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(Rules.NameOfTwoKinds, name.Place, name.Method.Name, name.Name, name.Kind, Describe(other.Method), other.Kind));
            }
            else if (same.Find(earlier => !AreMeantToMeet(earlier, name)) is { } first)
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.NameIsShared, name.Place, name.Method.Name, name.Name, Describe(first.Method), name.IsSemaphore ? "semaphore" : "lock"));
            }
        }
    }

    // A shared lock is there for several methods: those that read, and those that write.
    private static bool AreMeantToMeet(ConstantName left, ConstantName right) =>
        left.IsShared || right.IsShared || AreOneMethod(left.Method, right.Method);

    // Overloads, and overrides of each other.
    private static bool AreOneMethod(IMethodSymbol left, IMethodSymbol right) =>
        left.Name == right.Name
        && (SymbolEqualityComparer.Default.Equals(left.ContainingType, right.ContainingType) || left.IsOverride || right.IsOverride);

    private static string Describe(IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";
}
