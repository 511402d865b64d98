using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>Turns the override of a locked method into one of its body, which runs under the lock that is there.</summary>
internal static class OverriddenBody
{
    public static ImmutableArray<Repair> Override(Edits edits, MethodDeclarationSyntax syntax, IMethodSymbol method, AttributeData attribute)
    {
        var overridden = method.OverriddenMethod!;
        var bodyName = LockAttribute.BodyName(attribute, overridden.Name);
        if (syntax.Modifiers.Any(SyntaxKind.PartialKeyword)
            || BodyFinder.Find(overridden.OriginalDefinition, bodyName).Fitting.FirstOrDefault() is not { IsStatic: false, IsSealed: false } body
            || !(body.IsVirtual || body.IsOverride || body.IsAbstract)
            || !ParameterFit.IsExact(overridden.OriginalDefinition, body)
            || OverrideAccessibility.Of(body, method) is not { } accessibility)
        {
            return [];
        }

        AccessibilityModifiers.Replace(edits, syntax, accessibility);
        edits.Replace(syntax.SyntaxTree, syntax.Identifier.Span, TypeNames.Identifier(bodyName));
        return edits.ToRepair($"Override the body '{bodyName}' instead", "Override the body instead");
    }
}
