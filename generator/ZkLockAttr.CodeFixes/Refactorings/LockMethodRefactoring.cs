using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Declaration;
using ZkLockAttr.CodeFixes.Options;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.CodeFixes.Refactorings;

/// <summary>Locks an ordinary method: the attribute, with a name to start from, and everything that it needs.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(LockMethodRefactoring)), Shared]
public sealed class LockMethodRefactoring : CodeRefactoringProvider
{
    private const string Title = "Lock this method with [DistributedLock]";

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is not CompilationUnitSyntax unit
            || unit.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } syntax
            || !IsOnSignature(syntax, context.Span.Start)
            || context.Span.End > syntax.ParameterList.SpanStart
            || await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false) is not { } model
            || model.Compilation.GetTypeByMetadataName(LockTypes.AttributeMetadataName) is null
            || model.GetDeclaredSymbol(syntax, context.CancellationToken) is not { } method
            || !LockableMethod.Is(syntax, method, method.Name + "Core", context.CancellationToken))
        {
            return;
        }

        var solution = context.Document.Project.Solution;
        foreach (var repair in Lock(new Edits(solution), unit, syntax, method, model, context.CancellationToken))
        {
            context.RegisterRefactoring(repair.ToCodeAction(solution));
        }
    }

    // From the first modifier to the name: elsewhere nobody thinks of the method as a whole.
    private static bool IsOnSignature(MethodDeclarationSyntax syntax, int position) =>
        position >= (syntax.Modifiers.Count > 0 ? syntax.Modifiers[0] : syntax.ReturnType.GetFirstToken()).SpanStart
        && position <= syntax.Identifier.Span.End
        && syntax.ExplicitInterfaceSpecifier is null;

    private static ImmutableArray<Repair> Lock(
        Edits edits, CompilationUnitSyntax unit, MethodDeclarationSyntax syntax, IMethodSymbol method, SemanticModel model, CancellationToken cancellationToken)
    {
        var isThere = OurUsing.IsThere(model, syntax.SpanStart);
        var isAdded = !isThere && OurUsing.WouldHelp(model, syntax.SpanStart);
        if (isAdded)
        {
            OurUsing.Add(edits, unit);
        }

        var provider = "";
        var inSight = ProviderCandidates.ByLevel(method, model.Compilation).FirstOrDefault(level => level.Count > 0) ?? [];
        if (inSight.Count > 1)
        {
            provider = $", Provider = nameof({inSight[0].Name})";
        }
        else if (inSight.Count == 0
            && !method.IsStatic
            && LocksInjection.TryAdd(edits, method, syntax, model.Compilation, TypeName, cancellationToken) is null)
        {
            return [];
        }

        // Before the changes of the modifiers, which can begin at the same place.
        var attribute = isThere || isAdded ? "DistributedLock" : "global::ZkLockAttr.DistributedLock";
        edits.Insert(
            syntax.GetFirstToken(),
            $"[{attribute}(\"{NameOf(method)}\"{provider})]{Layout.LineBreak(syntax.SyntaxTree)}{Layout.Indent(syntax)}");
        PartialDefinition.Make(edits, syntax, method, model, [NameOf(method)], method.Name + "Core");
        PartialTypes.MakePartial(edits, syntax);
        return edits.ToRepair(Title, Title);

        string TypeName(SyntaxNode node) =>
            isAdded && node.SyntaxTree == syntax.SyntaxTree ? LocksType.Name : LocksType.At(node, model.Compilation);
    }

    private static string NameOf(IMethodSymbol method)
    {
        const string Suffix = "Async";
        var name = method.Name.Length > Suffix.Length && method.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? method.Name.Substring(0, method.Name.Length - Suffix.Length)
            : method.Name;
        return $"{method.ContainingType.Name}/{name}";
    }
}
