using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ZkLockAttr.Generator.Naming;

namespace ZkLockAttr.Generator.LockedMethods;

/// <summary>What a <c>[DistributedLock]</c> or <c>[DistributedSemaphore]</c> says, and where it says it.</summary>
internal sealed class LockAttribute(AttributeData data)
{
    private const int Skip = 1;
    private const int Shared = 1;

    private readonly LockAttributeSyntax _syntax = new(data);

    public bool IsSemaphore { get; } = LockTypes.IsSemaphoreAttribute(data.AttributeClass);

    /// <summary>The names with their placeholders; none where the attribute itself does not compile, and null where it is given null.</summary>
    public ImmutableArray<string?> Names { get; } = ReadNames(data);

    /// <summary>How many can hold the semaphore together; 0 where it is a lock.</summary>
    public int MaxCount { get; } = data.ConstructorArguments.Length > 1 && data.ConstructorArguments[1].Value is int count ? count : 0;

    public bool IsShared { get; } = Value(data, "Mode") is Shared;

    public string? Timeout { get; } = Text(data, "Timeout");

    public bool SkipsOnTimeout { get; } = Value(data, "OnTimeout") is Skip;

    public string? Fallback { get; } = Text(data, "Fallback");

    public string? Body { get; } = Text(data, "Body");

    public string? Provider { get; } = Text(data, "Provider");

    public string? Retain { get; } = Text(data, "Retain");

    public string? HoldAtLeast { get; } = Text(data, "HoldAtLeast");

    /// <summary>The name of the method that runs under the lock.</summary>
    public string BodyNameOf(IMethodSymbol method) => Body is { Length: > 0 } body ? body : method.Name + "Core";

    public Location? WhereNameIs(int index) => _syntax.Name(index)?.GetLocation() ?? _syntax.Where;

    /// <summary>Where a part of a name stands, as exactly as the literal allows.</summary>
    public Location? WhereInName(int index, int start, int length)
    {
        if (Names[index] is { } name && _syntax.Name(index) is LiteralExpressionSyntax { Token: var token })
        {
            // Without escapes the literal holds the name as it is, between its quotes.
            var offset = token.Text.IndexOf(name, StringComparison.Ordinal);
            if (offset > 0)
            {
                return Location.Create(token.SyntaxTree!, new TextSpan(token.SpanStart + offset + start, length));
            }
        }

        return WhereNameIs(index);
    }

    public Location? WhereInName(TemplateToken token) => WhereInName(token.Name, token.Start, token.Length);

    public Location? WhereCountIs() => _syntax.Count?.GetLocation() ?? _syntax.Where;

    public Location? WhereArgumentIs(string property) => _syntax.Argument(property)?.GetLocation() ?? _syntax.Where;

    /// <summary>What the user calls the attribute.</summary>
    public static string ShortName(AttributeData data) =>
        LockTypes.IsSemaphoreAttribute(data.AttributeClass) ? "DistributedSemaphore" : "DistributedLock";

    /// <summary>The method that runs under the lock of a method of this name.</summary>
    public static string BodyName(AttributeData data, string methodName) => Text(data, "Body") is { Length: > 0 } body ? body : methodName + "Core";

    private static ImmutableArray<string?> ReadNames(AttributeData data)
    {
        if (data.ConstructorArguments.IsEmpty)
        {
            return [];
        }

        var names = data.ConstructorArguments[0];
        if (names is not { Kind: TypedConstantKind.Array, IsNull: false })
        {
            return [Text(names)];
        }

        // A loop rather than LINQ: this runs for every method at every edit.
        var texts = ImmutableArray.CreateBuilder<string?>(names.Values.Length);
        foreach (var name in names.Values)
        {
            texts.Add(Text(name));
        }

        return texts.MoveToImmutable();
    }

    private static string? Text(TypedConstant constant) => constant.Kind == TypedConstantKind.Primitive ? constant.Value as string : null;

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
}
