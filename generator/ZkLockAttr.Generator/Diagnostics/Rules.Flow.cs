using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

internal static partial class Rules
{
    public static readonly DiagnosticDescriptor BodyTakesItsOwnLock = new(
        "ZKL0401",
        "A body takes its own lock again",
        "'{0}' runs under the lock '{1}' and calls '{2}', which takes it again{3}: {4}",
        Categories.Flow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0401"));

    public static readonly DiagnosticDescriptor LocksInOppositeOrders = new(
        "ZKL0402",
        "Two methods take two locks in opposite orders",
        "'{0}' runs under the lock '{1}' and calls '{2}', which takes '{3}'; '{4}' takes them the other way round, so that each can wait for the other: take them in one order everywhere",
        Categories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0402"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SharedLockTakenExclusively = new(
        "ZKL0403",
        "A shared lock cannot become exclusive",
        "'{0}' runs under the shared lock '{1}' and calls '{2}', which takes it exclusively{3}: take it exclusively from the start, or call '{2}' when it is released",
        Categories.Flow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0403"));

    public static readonly DiagnosticDescriptor HandleThrownAway = new(
        "ZKL0404",
        "A lock is taken and its handle thrown away",
        "The LockHandle of '{0}' is thrown away, so nobody can release the lock: write 'await using var handle = ...'",
        Categories.Flow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0404"));

    public static readonly DiagnosticDescriptor WaitsInsideLock = new(
        "ZKL0405",
        "A distributed lock is waited for inside a lock of the process",
        "'{0}' waits for a distributed lock while '{1}' is held, so that all who need '{1}' in this process wait too: take the distributed lock first",
        Categories.Flow,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0405"));
}
