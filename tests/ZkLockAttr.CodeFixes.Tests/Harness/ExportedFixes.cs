using Microsoft.CodeAnalysis.CodeFixes;
using ZkLockAttr.CodeFixes.Repairs;
using ZkLockAttr.Generator.Diagnostics;

namespace ZkLockAttr.CodeFixes.Tests.Harness;

/// <summary>The rules that the assembly of the fixes has a fix for.</summary>
internal static class ExportedFixes
{
    /// <summary>In order, and as often as they have one; a carrier stands for its rule.</summary>
    public static string[] RuleIds { get; } = Read();

    private static string[] Read()
    {
        var carriers = FixCarriers.All().Select(carrier => carrier.Id).ToHashSet();
        return
        [
            .. typeof(RepairProvider).Assembly.GetTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(CodeFixProvider)))
                .SelectMany(type => ((CodeFixProvider)Activator.CreateInstance(type)!).FixableDiagnosticIds)
                .Select(id => carriers.Contains(id) ? id[..^"Fix".Length] : id)
                .Order(StringComparer.Ordinal),
        ];
    }
}
