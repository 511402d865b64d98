using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ZkLockAttr.Generator.Declaration.Models;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Declaration;

/// <summary>Finds results that no lock can span, and parameters that an async half cannot have.</summary>
internal static class ShapeRules
{
    public static void Check(LockedMethodContext context, CallShape shape)
    {
        var method = context.Method;
        if (ShapeReader.WhyResultIsNotLockable(method, shape) is { } reason)
        {
            context.Report(Rules.ResultNotLockable, context.Syntax.ReturnType.GetLocation(), method.Name, TypeNames.Short(method.ReturnType), reason);
        }

        if (!shape.IsAsync())
        {
            return;
        }

        foreach (var parameter in method.Parameters)
        {
            if (WhyParameterIsNotAsync(parameter) is var (kind, advice))
            {
                var place = context.Syntax.ParameterList.Parameters[parameter.Ordinal].GetLocation();
                context.Report(Rules.ParameterNotAsync, place, method.Name, $"{kind} '{parameter.Name}'", advice);
            }
        }

        if (method is { IsStatic: false, ContainingType.IsRefLikeType: true })
        {
            context.Report(
                Rules.ParameterNotAsync, context.Syntax.Identifier.GetLocation(), method.Name, "a ref struct as its 'this'",
                "return void or a plain value");
        }

        foreach (var modifier in context.Syntax.Modifiers)
        {
            if (modifier.IsKind(SyntaxKind.UnsafeKeyword))
            {
                context.Report(Rules.ParameterNotAsync, modifier.GetLocation(), method.Name, "the modifier 'unsafe'", "write it on the body");
            }
        }
    }

    public static (string Kind, string Advice)? WhyParameterIsNotAsync(IParameterSymbol parameter)
    {
        const string PassValue = "pass a value, or return void or a plain value";
        return parameter switch
        {
            { RefKind: not RefKind.None } => ("the by-reference parameter", PassValue),
            { Type.IsRefLikeType: true } or { Type: ITypeParameterSymbol { AllowsRefLikeType: true } } =>
                ("the ref struct parameter", "pass Memory<T>, an array or a class instead, or return void or a plain value"),
            { Type.TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => ("the pointer parameter", PassValue),
            _ => null,
        };
    }
}
