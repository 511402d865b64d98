using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

/// <summary>
/// Hidden twins of the rules that the generator reports. No editor offers a fix on a generator's own diagnostic (roslyn#67354), so an analyzer
/// lays one of these at the same place, and the fix hangs on it. Nobody sees them, and nobody can configure them.
/// </summary>
internal static class FixCarriers
{
    public static readonly DiagnosticDescriptor MethodNotPartial = new(
        "ZKL0001Fix",
        "A locked method can be made partial",
        "'{0}' can be made partial",
        Category,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        "ZKL0002Fix",
        "The type of a locked method can be made partial",
        "'{0}' can be made partial",
        Category,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor AccessibilityMissing = new(
        "ZKL0003Fix",
        "A locked method can be given an accessibility",
        "'{0}' can be given an accessibility",
        Category,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    public static readonly DiagnosticDescriptor NotLockable = new(
        "ZKL0005Fix",
        "The type of a locked method need not be file-local",
        "The type of '{0}' need not be file-local",
        Category,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.NotConfigurable);

    private const string Category = "ZkLockAttr.Fixes";

    public static ImmutableArray<DiagnosticDescriptor> All() => [MethodNotPartial, TypeNotPartial, AccessibilityMissing, NotLockable];

    /// <summary>The twin of a rule; null for a rule without a fix.</summary>
    public static DiagnosticDescriptor? Of(DiagnosticDescriptor rule) => rule.Id switch
    {
        "ZKL0001" => MethodNotPartial,
        "ZKL0002" => TypeNotPartial,
        "ZKL0003" => AccessibilityMissing,
        "ZKL0005" => NotLockable,
        _ => null,
    };
}
