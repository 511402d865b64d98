using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.Generator.Body;

/// <summary>Tells iterators, which no public symbol does.</summary>
internal static class IteratorSyntax
{
    public static bool IsIterator(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method.ReturnType.Name is not ("IEnumerable" or "IEnumerator"))
        {
            return false;
        }

        foreach (var reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellationToken) is MethodDeclarationSyntax { Body: { } block } && Yields(block))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Yields(BlockSyntax block)
    {
        // A local function or lambda has its own 'yield', and no expression has one.
        foreach (var node in block.DescendantNodes(node => node is not (LocalFunctionStatementSyntax or ExpressionSyntax)))
        {
            if (node is YieldStatementSyntax)
            {
                return true;
            }
        }

        return false;
    }
}
