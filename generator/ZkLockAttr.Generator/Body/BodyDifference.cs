using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.Declaration;

namespace ZkLockAttr.Generator.Body;

/// <summary>Says why a method of the body's name is not the body: the first difference that matters.</summary>
internal static class BodyDifference
{
    public static string Describe(IMethodSymbol definition, IMethodSymbol candidate)
    {
        if (definition.IsStatic && !candidate.IsStatic)
        {
            return "it is not static";
        }

        if (candidate.Arity != definition.Arity)
        {
            return $"it has {Count(candidate.Arity, "type parameter")} where {definition.Arity} should be";
        }

        if (candidate.RefKind != definition.RefKind
            || candidate.ReturnsVoid != definition.ReturnsVoid
            || !SameType.Of(definition.ReturnType, candidate.ReturnType))
        {
            return $"it returns '{(candidate.RefKind == RefKind.None ? "" : "ref ")}{TypeNames.Short(candidate.ReturnType)}'";
        }

        if (!SameConstraints.Of(definition, candidate))
        {
            return "its constraints differ";
        }

        // What may be added was taken off: the first of the rest that differs is what the user should look at.
        foreach (var parameter in candidate.Parameters)
        {
            if (!LockTypes.IsLockHandle(parameter.Type)
                && !LockTypes.IsCancellationToken(parameter.Type)
                && !definition.Parameters.Any(other => other.RefKind == parameter.RefKind && SameType.Of(other.Type, parameter.Type)))
            {
                return $"its parameter '{parameter.Name}' has no counterpart";
            }
        }

        return "its parameters differ in number or order";
    }

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
