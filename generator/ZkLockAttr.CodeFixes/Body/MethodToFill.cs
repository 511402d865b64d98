using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ZkLockAttr.CodeFixes.Repairs;

namespace ZkLockAttr.CodeFixes.Body;

/// <summary>Writes a method with the signature of a locked one, for the user to fill.</summary>
internal static class MethodToFill
{
    /// <summary>Whether it could be written: not without the exception that it throws.</summary>
    public static bool TryWrite(Edits edits, Place place, MethodDeclarationSyntax behind, MethodDeclarationSyntax definition, IMethodSymbol method, string name)
    {
        if (place.Compilation.GetTypeByMetadataName("System.NotImplementedException") is not { } exception)
        {
            return false;
        }

        var lineBreak = Layout.LineBreak(behind.SyntaxTree);
        var indent = Layout.Indent(behind);
        var thrown = exception.ToMinimalDisplayString(place.Model, definition.SpanStart);
        edits.Insert(
            behind.SyntaxTree,
            Layout.EndOfLine(behind),
            $"{lineBreak}{lineBreak}{indent}{BodyHeader.Write(definition, method, name)}{lineBreak}"
            + $"{indent}{{{lineBreak}"
            + $"{indent}{Layout.Step(behind)}throw new {thrown}();{lineBreak}"
            + $"{indent}}}");
        return true;
    }
}
