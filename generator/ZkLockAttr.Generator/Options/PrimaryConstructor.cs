using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.Generator.Options;

/// <summary>Reads what a primary constructor does with its parameters.</summary>
internal static class PrimaryConstructor
{
    /// <summary>Whether the parameter, just as it is, is an argument of the base (CS9107 where the type captures it too).</summary>
    public static bool PassesToBase(IParameterSymbol parameter, CancellationToken cancellationToken)
    {
        if (parameter.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) is not TypeDeclarationSyntax type)
        {
            return false;
        }

        foreach (var inherited in type.BaseList?.Types ?? default)
        {
            foreach (var argument in (inherited as PrimaryConstructorBaseTypeSyntax)?.ArgumentList.Arguments ?? default)
            {
                if (argument.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == parameter.Name)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
