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

        var attribute = context.Attributes[0];
        var refusals = RefusalRules.Find(method, attribute, context.TargetNode);
        if (!refusals.IsEmpty)
        {
            return new LockedMethod(null, refusals.Select(Refusal.From).ToImmutableArray());
        }

        if (!method.IsPartialDefinition)
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
}
