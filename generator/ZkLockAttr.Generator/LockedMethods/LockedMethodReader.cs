using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.Emission;
using ZkLockAttr.Generator.LockedMethods.Models;
using ZkLockAttr.Generator.Options;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>Turns an attributed declaration into the generator's model.</summary>
internal static class LockedMethodReader
{
    public static LockedMethod? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken)
    {
        if (context.TargetSymbol is not IMethodSymbol method)
        {
            return null;
        }

        // A method with both attributes is refused once, where its lock is read.
        var attribute = context.Attributes[0];
        if (LockTypes.IsSemaphoreAttribute(attribute.AttributeClass) && LockTypes.FindOtherLockAttribute(method, attribute) is not null)
        {
            return null;
        }

        var refusals = RefusalRules.Find(method, attribute, context.TargetNode);
        if (!refusals.IsEmpty)
        {
            return new LockedMethod(null, refusals.Select(Refusal.From).ToImmutableArray());
        }

        if (!method.IsPartialDefinition || IsNoMemberOfAType(method) || IsDeclaredBefore(method))
        {
            return null;
        }

        var call = LockedCallReader.Read(method, attribute, context.SemanticModel.Compilation, cancellationToken, out var findings);
        var syntax = (MethodDeclarationSyntax)context.TargetNode;
        var half = new Half(
            HintName.Of(method),
            NestingReader.Read(method, syntax, isAsync: call is not null && call.Shape.IsAsync()),
            SignatureReader.Read(method, syntax),
            call,
            findings.Where(finding => finding.IsError).Select(finding => finding.Message).ToImmutableArray(),
            call is null ? ProviderCandidates.UnreadLocks(method, context.SemanticModel.Compilation) : []);
        return new LockedMethod(half, ImmutableArray<Refusal>.Empty);
    }

    // Code outside of any type, while somebody types it (CS0116).
    private static bool IsNoMemberOfAType(IMethodSymbol method) => !method.ContainingType.CanBeReferencedByName;

    // Two definitions of one signature (CS0756): a second file of the same name would take all halves away.
    private static bool IsDeclaredBefore(IMethodSymbol method)
    {
        var overloads = method.ContainingType.GetMembers(method.Name);
        return overloads.Length > 1
            && overloads.First(overload => overload.GetDocumentationCommentId() == method.GetDocumentationCommentId()) is { } first
            && !SymbolEqualityComparer.Default.Equals(first, method);
    }
}
