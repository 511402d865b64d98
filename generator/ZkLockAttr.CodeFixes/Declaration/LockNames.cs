using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.LockedMethods;

namespace ZkLockAttr.CodeFixes.Declaration;

/// <summary>The names of the locks that an attribute asks for.</summary>
internal static class LockNames
{
    public static ImmutableArray<string> Of(AttributeData attribute) => [.. new LockAttribute(attribute).Names.OfType<string>()];
}
