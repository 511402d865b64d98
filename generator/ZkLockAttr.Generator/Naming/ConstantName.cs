using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.Generator.Naming;

/// <summary>A lock name without placeholders, which other methods can have too.</summary>
/// <param name="Method">The method that takes it.</param>
/// <param name="Name">The name, with single braces.</param>
/// <param name="IsShared">Whether other shared holders can have it at the same time.</param>
/// <param name="MaxCount">How many can hold the semaphore together; 0 where it is a lock.</param>
/// <param name="Provider">What the method says of its locks: others may be on another ensemble.</param>
/// <param name="Place">Where it stands.</param>
internal sealed record ConstantName(IMethodSymbol Method, string Name, bool IsShared, int MaxCount, string? Provider, Location? Place)
{
    /// <summary>Those that the method takes together.</summary>
    public static ImmutableArray<ConstantName> Of(IMethodSymbol method)
    {
        if (LockTypes.FindLockAttribute(method) is not { } data)
        {
            return [];
        }

        var attribute = new LockAttribute(data);
        if (attribute is { IsSemaphore: true, MaxCount: < 1 })
        {
            return [];
        }

        var names = ImmutableArray.CreateBuilder<ConstantName>(attribute.Names.Length);
        for (var i = 0; i < attribute.Names.Length; i++)
        {
            if (Text(attribute.Names[i]) is { } name)
            {
                names.Add(new ConstantName(method, name, attribute.IsShared, attribute.MaxCount, attribute.Provider, attribute.WhereNameIs(i)));
            }
        }

        return names.DrainToImmutable();
    }

    public bool IsSemaphore => MaxCount > 0;

    /// <summary>What it is taken as.</summary>
    public string Kind =>
        IsSemaphore ? $"a semaphore of {MaxCount.ToString(CultureInfo.InvariantCulture)}" : IsShared ? "a shared lock" : "an exclusive lock";

    public bool IsAncestorOf(ConstantName other) => Provider == other.Provider && other.Name.StartsWith(Name + "/", StringComparison.Ordinal);

    public bool IsSameAs(ConstantName other) => Provider == other.Provider && Name == other.Name;

    private static string? Text(string? template)
    {
        if (template is null)
        {
            return null;
        }

        var tokens = TemplateReader.Read(template, out var error);
        return error is null && tokens.Length == 1 && !tokens[0].IsPlaceholder ? tokens[0].Text : null;
    }
}
