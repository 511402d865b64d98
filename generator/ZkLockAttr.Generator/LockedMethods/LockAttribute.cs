using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>What a <c>[DistributedLock]</c> says, and where it says it.</summary>
internal sealed class LockAttribute(AttributeData data)
{
    private const int Skip = 1;

    /// <summary>The name with its placeholders; null where the attribute itself does not compile, or is given null.</summary>
    public string? Name { get; } =
        data.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Primitive, Value: string name } ? name : null;

    public string? Timeout { get; } = Text(data, "Timeout");

    public bool SkipsOnTimeout { get; } = Value(data, "OnTimeout") is Skip;

    public string? Fallback { get; } = Text(data, "Fallback");

    public string? Body { get; } = Text(data, "Body");

    public string? Provider { get; } = Text(data, "Provider");

    /// <summary>The name of the method that runs under the lock.</summary>
    public string BodyNameOf(IMethodSymbol method) => Body is { Length: > 0 } body ? body : method.Name + "Core";

    public Location? WhereNameIs() => NameArgument()?.Expression.GetLocation() ?? Syntax()?.GetLocation();

    /// <summary>Where a part of the name stands, as exactly as the literal allows.</summary>
    public Location? WhereInName(int start, int length)
    {
        if (Name is not null && NameArgument()?.Expression is LiteralExpressionSyntax { Token: var token })
        {
            // Without escapes the literal holds the name as it is, between its quotes.
            var offset = token.Text.IndexOf(Name, StringComparison.Ordinal);
            if (offset > 0)
            {
                return Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + offset + start, length));
            }
        }

        return WhereNameIs();
    }

    public Location? WhereArgumentIs(string property)
    {
        foreach (var argument in Syntax()?.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == property)
            {
                return argument.Expression.GetLocation();
            }
        }

        return Syntax()?.GetLocation();
    }

    /// <summary>The method that runs under the lock of a method of this name.</summary>
    public static string BodyName(AttributeData data, string methodName) => Text(data, "Body") is { Length: > 0 } body ? body : methodName + "Core";

    private static string? Text(AttributeData data, string property) => Value(data, property) as string;

    private static object? Value(AttributeData data, string property)
    {
        foreach (var argument in data.NamedArguments)
        {
            if (argument.Key == property && argument.Value.Kind is (TypedConstantKind.Primitive or TypedConstantKind.Enum))
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    private AttributeArgumentSyntax? NameArgument()
    {
        foreach (var argument in Syntax()?.ArgumentList?.Arguments ?? default)
        {
            if (argument.NameEquals is null)
            {
                return argument;
            }
        }

        return null;
    }

    private AttributeSyntax? Syntax() => data.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
}
