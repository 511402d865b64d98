using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.Generator.Flow;

/// <summary>Compares the orders in which the bodies of a compilation take constant locks.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockOrderAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Rules.LocksInOppositeOrders];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(LockTypes.AttributeMetadataName) is not null)
            {
                var bodies = new BodyIndex();
                var orders = new ConcurrentBag<LockOrder>();
                start.RegisterOperationBlockAction(block => Collect(block, bodies, orders));
                start.RegisterCompilationEndAction(end => Compare(end, orders));
            }
        });
    }

    private static void Collect(OperationBlockAnalysisContext context, BodyIndex bodies, ConcurrentBag<LockOrder> orders)
    {
        if (context.OwningSymbol is IMethodSymbol method && bodies.Find(method) is { } body)
        {
            foreach (var order in context.OperationBlocks.SelectMany(block => LockOrder.In(block, body)))
            {
                orders.Add(order);
            }
        }
    }

    private static void Compare(CompilationAnalysisContext context, ConcurrentBag<LockOrder> orders)
    {
        // In the order of the text, whatever thread was first.
        var ordered = orders
            .OrderBy(order => order.Place.SourceTree?.FilePath, StringComparer.Ordinal)
            .ThenBy(order => order.Place.SourceSpan.Start)
            .ToImmutableArray();
        var flagged = new HashSet<Location>();
        foreach (var order in ordered)
        {
            // A call is flagged once, however many of its locks are in the wrong order.
            if (ordered.FirstOrDefault(order.IsOppositeOf) is { } opposite && flagged.Add(order.Place))
            {
                context.ReportDiagnostic(Diagnostic.Create(
                    Rules.LocksInOppositeOrders,
                    order.Place,
                    Describe(order.Held.Method), order.Held.Name, Describe(order.Taken.Method), order.Taken.Name, Describe(opposite.Held.Method)));
            }
        }
    }

    private static string Describe(IMethodSymbol method) => $"{method.ContainingType.Name}.{method.Name}";
}
