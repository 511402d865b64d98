using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Adds a parameter to a list of them.</summary>
internal static class ParameterInsertion
{
    /// <summary>Before those that may be left out: they stand last.</summary>
    public static int BeforeOptional(ParameterListSyntax list)
    {
        var index = list.Parameters.IndexOf(parameter => parameter.Default is not null || parameter.Modifiers.Any(SyntaxKind.ParamsKeyword));
        return index < 0 ? list.Parameters.Count : index;
    }

    public static void Insert(Edits edits, ParameterListSyntax list, int index, string parameter)
    {
        var parameters = list.Parameters;
        if (index < parameters.Count)
        {
            edits.Insert(list.SyntaxTree, parameters[index].SpanStart, parameter + ", ");
        }
        else if (index > 0)
        {
            edits.Insert(list.SyntaxTree, parameters[index - 1].Span.End, ", " + parameter);
        }
        else
        {
            edits.Insert(list.SyntaxTree, list.OpenParenToken.Span.End, parameter);
        }
    }
}
