using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ZkLockAttr.CodeFixes.Body;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Declaration;
using ZkLockAttr.Generator.Declaration.Models;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>Turns an ordinary method into a partial definition, and what it did into a private body behind it. Documentation stays where it is.</summary>
internal static class PartialDefinition
{
    /// <summary>Whether the method can be parted without losing anything.</summary>
    public static bool IsPossible(MethodDeclarationSyntax method, IMethodSymbol symbol, string bodyName) =>
        !method.Modifiers.Any(SyntaxKind.ExternKeyword)
        && !method.ParameterList.ContainsDiagnostics
        && !HasDirectiveInHead(method)
        && (!HasBody(method) || BodyName.IsFree(symbol, bodyName));

    public static bool HasBody(MethodDeclarationSyntax method) => method.Body is not null || method.ExpressionBody is not null;

    /// <param name="edits">The repair that it belongs to.</param>
    /// <param name="method">The method.</param>
    /// <param name="symbol">What it declares.</param>
    /// <param name="model">What it means.</param>
    /// <param name="lockNames">The names of the locks that it takes from now on.</param>
    /// <param name="bodyName">What its body is called.</param>
    public static void Make(
        Edits edits, MethodDeclarationSyntax method, IMethodSymbol symbol, SemanticModel model, IReadOnlyList<string> lockNames, string bodyName)
    {
        var isAsync = ShapeReader.Read(symbol).IsAsync();
        foreach (var modifier in method.Modifiers)
        {
            // An async half cannot be unsafe; its body can.
            if (modifier.IsKind(SyntaxKind.AsyncKeyword) || modifier.IsKind(SyntaxKind.UnsafeKeyword) && isAsync)
            {
                edits.Remove(modifier);
            }
        }

        var (first, last) = AddedModifiers(method);
        var start = method.Modifiers.Count > 0 ? method.Modifiers[0].SpanStart : method.ReturnType.SpanStart;
        if (first.Length > 0 && start != method.ReturnType.SpanStart)
        {
            edits.Insert(method.SyntaxTree, start, first);
            first = "";
        }

        edits.Insert(method.SyntaxTree, method.ReturnType.SpanStart, first + last);
        if (HasBody(method))
        {
            MoveBody(edits, method, symbol, model, lockNames, bodyName);
        }
    }

    private static void MoveBody(
        Edits edits, MethodDeclarationSyntax method, IMethodSymbol symbol, SemanticModel model, IReadOnlyList<string> lockNames, string bodyName)
    {
        var lineBreak = Layout.LineBreak(method.SyntaxTree);
        var rest = TextSpan.FromBounds(BodyHeader.End(method), method.Span.End);
        var body = BodyHeader.Write(method, symbol, bodyName) + SelfCalls.Redirect(method, rest.Start, symbol, model, lockNames, bodyName);
        edits.Replace(method.SyntaxTree, rest, $";{lineBreak}{lineBreak}{Layout.Indent(method)}{body}");
    }

    // What was implied must be said of a partial method: the accessibility, and in an interface that it is virtual.
    private static (string First, string Last) AddedModifiers(MethodDeclarationSyntax method)
    {
        var isInterface = method.Parent is InterfaceDeclarationSyntax;
        var isPlain = !method.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PrivateKeyword or SyntaxKind.SealedKeyword or SyntaxKind.StaticKeyword
            or SyntaxKind.VirtualKeyword or SyntaxKind.AbstractKeyword);
        var hasAccessibility = method.Modifiers.Any(modifier => SyntaxFacts.IsAccessibilityModifier(modifier.Kind()));
        return (hasAccessibility ? "" : isInterface ? "public " : "private ", isInterface && isPlain ? "virtual partial " : "partial ");
    }

    // Directives before the method, and inside its block, stay what they are.
    private static bool HasDirectiveInHead(MethodDeclarationSyntax method)
    {
        if (!method.ContainsDirectives)
        {
            return false;
        }

        var first = method.GetFirstToken();
        var bodyStart = method.Body?.OpenBraceToken.Span.End ?? method.ExpressionBody?.ArrowToken.Span.End ?? method.Span.End;
        return method.DescendantTrivia(descendIntoTrivia: false)
            .Any(trivia => trivia.IsDirective && trivia.SpanStart >= first.SpanStart && trivia.SpanStart < bodyStart);
    }
}
