using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ZkLockAttr.CodeFixes.Repairs;

namespace ZkLockAttr.CodeFixes.Options;

/// <summary>Changes the named arguments of an attribute.</summary>
internal static class AttributeArguments
{
    public static AttributeArgumentSyntax? Find(AttributeSyntax attribute, string property) =>
        attribute.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == property);

    public static void Set(Edits edits, AttributeSyntax attribute, string property, string value)
    {
        if (Find(attribute, property) is { } argument)
        {
            edits.Replace(argument.Expression, value);
        }
        else if (attribute.ArgumentList is { Arguments: { Count: > 0 } arguments })
        {
            edits.Insert(attribute.SyntaxTree, arguments.Last().Span.End, $", {property} = {value}");
        }
    }

    /// <summary>Removes an argument and the comma before it. It is never the first: that is the name.</summary>
    public static void Remove(Edits edits, AttributeSyntax attribute, string property)
    {
        if (Find(attribute, property) is { } argument && attribute.ArgumentList!.Arguments.IndexOf(argument) is var index and > 0)
        {
            var previous = attribute.ArgumentList.Arguments[index - 1];
            edits.Replace(attribute.SyntaxTree, TextSpan.FromBounds(previous.Span.End, argument.Span.End), "");
        }
    }
}
