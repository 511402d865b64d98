using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>How a file is laid out, so that what is added looks like it.</summary>
internal static class Layout
{
    /// <summary>The line break that the file uses.</summary>
    public static string LineBreak(SyntaxTree tree)
    {
        var text = tree.GetText();
        var first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    /// <summary>The blanks before the line on which a node begins.</summary>
    public static string Indent(SyntaxNode node)
    {
        var line = node.SyntaxTree.GetText().Lines.GetLineFromPosition(node.SpanStart).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }

    /// <summary>The end of a node, behind a comment on its last line.</summary>
    public static int EndOfLine(SyntaxNode node)
    {
        foreach (var trivia in node.GetTrailingTrivia())
        {
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                return trivia.SpanStart;
            }
        }

        return node.Span.End;
    }

    /// <summary>One step of indentation: what a member has more than its type.</summary>
    public static string Step(SyntaxNode member)
    {
        var (inner, outer) = (Indent(member), member.Parent is null ? "" : Indent(member.Parent));
        return inner.Length > outer.Length && inner.StartsWith(outer, StringComparison.Ordinal) ? inner.Substring(outer.Length) : "    ";
    }
}
