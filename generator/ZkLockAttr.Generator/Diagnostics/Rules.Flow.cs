using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

internal static partial class Rules
{
    public static readonly DiagnosticDescriptor BodyTakesItsOwnLock = new(
        "ZKL0401",
        "A body takes its own lock again",
        "'{0}' runs under the lock '{1}' and calls '{2}', which takes it again{3}: move what both need into a method without a lock",
        Categories.Flow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0401"));

    public static readonly DiagnosticDescriptor HandleThrownAway = new(
        "ZKL0404",
        "A lock is taken and its handle thrown away",
        "The LockHandle of '{0}' is thrown away, so nobody can release the lock: write 'await using var handle = ...'",
        Categories.Flow,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0404"));
}
