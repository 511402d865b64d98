using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Diagnostics;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Options;

/// <summary>
/// Finds what a half locks with: what <c>Provider</c> names; else a parameter; else a field or property; else a primary constructor's
/// parameter. Only a static method falls back on the ambient one: an object that was given no locks has been forgotten, not left to chance.
/// </summary>
internal static class ProviderRules
{
    /// <summary>The expression, or null where there is none to be found.</summary>
    public static string? Check(LockedMethodContext context)
    {
        var method = context.Method;
        if (context.Attribute.Provider is { Length: > 0 } name)
        {
            return Named(context, name);
        }

        foreach (var level in ProviderCandidates.ByLevel(method, context.Compilation))
        {
            if (level.Count == 1)
            {
                return CheckThatItIsKeptOnce(context, level[0], context.Syntax.Identifier.GetLocation());
            }

            if (level.Count > 1)
            {
                var names = string.Join(", ", level.Select(candidate => $"'{candidate.Name}'"));
                context.Report(
                    Rules.ProviderNotFound, context.Syntax.Identifier.GetLocation(), method.Name, $"has several locks to lock with, {names}",
                    $"choose one with Provider = nameof({level[0].Name})");
                return null;
            }
        }

        if (method.IsStatic)
        {
            context.Report(Rules.AmbientProvider, context.Syntax.Identifier.GetLocation(), method.Name);
            return "global::ZkLockAttr.DistributedLocks.Default";
        }

        context.Report(
            Rules.ProviderNotFound, context.Syntax.Identifier.GetLocation(), method.Name, "has no locks to lock with",
            $"give '{method.ContainingType.Name}' a field, property or primary-constructor parameter of type IDistributedLocks");
        return null;
    }

    private static string? Named(LockedMethodContext context, string name)
    {
        var place = context.Attribute.WhereArgumentIs("Provider");
        if (ProviderCandidates.Named(name, context.Method, context.Compilation) is not { } named)
        {
            context.Report(
                Rules.ProviderNotFound, place, context.Method.Name, $"cannot lock with '{name}', which it cannot read",
                "name a parameter of the method, a field, a property or a primary-constructor parameter");
            return null;
        }

        if (!LockTypes.IsLockProvider(ProviderCandidates.TypeOf(named)))
        {
            context.Report(
                Rules.ProviderNotFound, place, context.Method.Name,
                $"cannot lock with '{name}', which is '{TypeNames.Short(ProviderCandidates.TypeOf(named))}'",
                "name something of type IDistributedLocks");
            return null;
        }

        return CheckThatItIsKeptOnce(context, named, place);
    }

    private static string? CheckThatItIsKeptOnce(LockedMethodContext context, ISymbol chosen, Location? place)
    {
        if (chosen is not IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter
            || !PrimaryConstructor.PassesToBase(parameter, context.CancellationToken))
        {
            return ProviderCandidates.Expression(chosen);
        }

        var type = context.Method.ContainingType;
        context.Report(
            Rules.ProviderIsPassedToBase, place, context.Method.Name, parameter.Name,
            $"lock with a property of '{type.BaseType?.Name}', or keep '{parameter.Name}' in a field of '{type.Name}'");
        return null;
    }
}
