using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

internal static partial class Rules
{
    public static readonly DiagnosticDescriptor DurationNotReadable = new(
        "ZKL0301",
        "A duration cannot be read",
        "The {2} \"{1}\" of '{0}' cannot be read: write an integer and ms, s, m or h, at most 24 days, as in \"250ms\"",
        Categories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0301"));

    public static readonly DiagnosticDescriptor CountTooSmall = new(
        "ZKL0302",
        "A semaphore has no place",
        "'{0}' cannot take a semaphore of {1}: write how many can hold it at the same time, at least 1",
        Categories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0302"));

    public static readonly DiagnosticDescriptor SkipNeedsTimeout = new(
        "ZKL0303",
        "Skip has no time-out or no answer",
        "'{0}' cannot have OnTimeout.Skip: {1}",
        Categories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0303"));

    public static readonly DiagnosticDescriptor FallbackNotCallable = new(
        "ZKL0304",
        "The Fallback cannot be called",
        "'{0}' cannot have the Fallback '{1}': {2}",
        Categories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0304"));

    public static readonly DiagnosticDescriptor ProviderNotFound = new(
        "ZKL0305",
        "A locked method has no locks to lock with, or several",
        "'{0}' {1}: {2}",
        Categories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0305"));

    public static readonly DiagnosticDescriptor ProviderIsPassedToBase = new(
        "ZKL0306",
        "The locks are also passed to the base",
        "'{0}' locks with the primary-constructor parameter '{1}', which is also passed to the base, so the object would keep it twice: {2}",
        Categories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0306"));

    public static readonly DiagnosticDescriptor WaitsForEver = new(
        "ZKL0307",
        "A locked method waits for ever",
        "'{0}' waits for its lock as long as it takes and cannot be cancelled: add a CancellationToken, or a Timeout",
        Categories.Options,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0307"));

    public static readonly DiagnosticDescriptor AmbientProvider = new(
        "ZKL0308",
        "A static method uses the ambient locks",
        "'{0}' is static and locks with DistributedLocks.Default: set it at start, or give the method a parameter of type IDistributedLocks",
        Categories.Options,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0308"));

    public static readonly DiagnosticDescriptor RetainNotPossible = new(
        "ZKL0309",
        "The lock cannot be retained",
        "'{0}' cannot have Retain: {1}",
        Categories.Options,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0309"));
}
