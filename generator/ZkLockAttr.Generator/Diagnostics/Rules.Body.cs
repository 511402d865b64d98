using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

internal static partial class Rules
{
    public static readonly DiagnosticDescriptor BodyMissing = new(
        "ZKL0101",
        "A locked method needs a body",
        "'{0}' has no body to run under its lock: write '{1}'",
        Categories.Body,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0101"));

    public static readonly DiagnosticDescriptor BodyDiffers = new(
        "ZKL0102",
        "The body must have the signature of its method",
        "'{0}' cannot be the body of '{1}': {2}; write '{3}'",
        Categories.Body,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0102"));

    public static readonly DiagnosticDescriptor BodyIsAsyncVoid = new(
        "ZKL0103",
        "The body cannot be async void",
        "'{0}' is async void, so '{1}' would release the lock while it still runs: return Task from both",
        Categories.Body,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0103"));

    public static readonly DiagnosticDescriptor BodyIsAmbiguous = new(
        "ZKL0104",
        "A locked method has two bodies",
        "'{0}' and '{1}' both fit as the body of '{2}': remove one, or name the right one with Body = nameof(...)",
        Categories.Body,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0104"));

    public static readonly DiagnosticDescriptor BodyIsVisible = new(
        "ZKL0105",
        "The body of a locked method should be private",
        "'{0}' is the body of '{1}' and {2}, so others can see it and try to call it without the lock: make it private",
        Categories.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0105"));

    public static readonly DiagnosticDescriptor BodyHasDefaultValue = new(
        "ZKL0106",
        "A default value on a body is never used",
        "The parameter '{0}' of the body '{1}' has a default value, which is never used: write it on '{2}' only",
        Categories.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0106"));

    public static readonly DiagnosticDescriptor BodyWithoutToken = new(
        "ZKL0107",
        "The body takes no CancellationToken",
        "'{0}' has a CancellationToken and its body '{1}' takes none, so nothing stops the body when the caller cancels or the lock is lost: add '{2}' to it",
        Categories.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0107"));

    public static readonly DiagnosticDescriptor BodyKeepsHandle = new(
        "ZKL0108",
        "The body disposes or stores its LockHandle",
        "'{0}' {1} its LockHandle '{2}', {3}",
        Categories.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0108"));

    public static readonly DiagnosticDescriptor WorkOutlivesLock = new(
        "ZKL0109",
        "Work of the body outlives the lock",
        "'{0}' {1}",
        Categories.Body,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0109"));

    public static readonly DiagnosticDescriptor BodyBypassed = new(
        "ZKL0120",
        "A body is used without its lock",
        "'{0}' is the body of '{1}': {2} it here runs it without the lock; use '{1}' instead",
        Categories.Body,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0120"));
}
