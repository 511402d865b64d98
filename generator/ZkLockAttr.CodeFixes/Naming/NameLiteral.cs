using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.CodeFixes.Naming;

/// <summary>A lock name that is written as one string literal of whatever kind, and where each of its characters stands.</summary>
internal sealed class NameLiteral
{
    private readonly SyntaxToken _token;
    private readonly ImmutableArray<int> _positions;

    private NameLiteral(SyntaxToken token, ImmutableArray<int> positions)
    {
        _token = token;
        _positions = positions;
    }

    public string Template => _token.ValueText;

    /// <summary>The literal at a place, also where it stands in an array of names; null where the name is a constant or put together.</summary>
    public static NameLiteral? At(SyntaxNode node) =>
        node is LiteralExpressionSyntax { Token: var token }
        && node.FirstAncestorOrSelf<AttributeArgumentSyntax>() is { NameEquals: null }
        && LiteralPositions.Of(token) is { } positions
            ? new NameLiteral(token, positions)
            : null;

    public void Replace(Edits edits, int start, int length, string text)
    {
        var span = TextSpan.FromBounds(_positions[start], _positions[start + length]);
        edits.Replace(_token.SyntaxTree!, new TextSpan(_token.SpanStart + span.Start, span.Length), text);
    }

    /// <summary>Whether the name would have balanced braces after such a replacement.</summary>
    public bool IsBalancedWith(int start, int length, string text)
    {
        TemplateReader.Read(Template.Remove(start, length).Insert(start, text), out var error);
        return error is null;
    }
}
