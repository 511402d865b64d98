using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ZkLockAttr.Generator.Body;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Finds bodies of locked overrides that call the locked method which is overridden.</summary>
internal static class BaseCallRule
{
    public static Finding? Check(IOperation operation, IMethodSymbol method, LockedBody body)
    {
        if (operation is not IInvocationOperation { Instance: IInstanceReferenceOperation { Syntax: BaseExpressionSyntax } } call
            || LockTypes.FindLockAttribute(call.TargetMethod) is not { } attribute)
        {
            return null;
        }

        var target = call.TargetMethod.OriginalDefinition;
        return body.Definitions.Any(definition => Overrides(definition, target))
            ? new Finding(
                Rules.OverrideLocksTwice, call.Syntax.GetLocation(), method.Name, target.Name, LockAttribute.BodyName(attribute, target.Name))
            : null;
    }

    private static bool Overrides(IMethodSymbol definition, IMethodSymbol target)
    {
        for (var overridden = definition.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, target))
            {
                return true;
            }
        }

        return false;
    }
}
