using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Finds declarations that work otherwise than they look, or cost more than they must.</summary>
internal static class DeclarationAdvice
{
    public static void Check(LockedMethodContext context, CallShape shape)
    {
        var method = context.Method;
        if (IsInterfaceMemberThatLooksVirtual(method))
        {
            context.Report(Rules.InterfaceMethodNotVirtual, context.Syntax.Identifier.GetLocation(), method.Name, method.ContainingType.Name);
        }

        if (shape == CallShape.AsyncEnumerable)
        {
            CheckSequence(context);
        }

        if (!shape.IsAsync() && !IsGiven(method))
        {
            var better = method.ReturnsVoid ? "Task" : $"Task<{TypeNames.Short(method.ReturnType)}>";
            context.Report(Rules.BlocksThread, context.Syntax.ReturnType.GetLocation(), method.Name, better);
        }
    }

    private static void CheckSequence(LockedMethodContext context)
    {
        var method = context.Method;
        context.Report(Rules.LockHeldBetweenItems, context.Syntax.ReturnType.GetLocation(), method.Name);
        if (ParameterFit.TokenOf(method) is { } token
            && !token.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: "EnumeratorCancellationAttribute" }))
        {
            context.Report(Rules.EnumeratorTokenMissing, token.Locations[0], method.Name, token.Name);
        }
    }

    private static bool IsInterfaceMemberThatLooksVirtual(IMethodSymbol method) =>
        method is { ContainingType.TypeKind: TypeKind.Interface, IsStatic: false, IsVirtual: false, DeclaredAccessibility: not Accessibility.Private };

    // What it overrides or implements says what it returns.
    private static bool IsGiven(IMethodSymbol method)
    {
        if (method.IsOverride)
        {
            return true;
        }

        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(method.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
