using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

internal static partial class Rules
{
    public static readonly DiagnosticDescriptor UnknownPlaceholder = new(
        "ZKL0201",
        "Unknown placeholder in a lock name",
        "The lock name of '{0}' has the placeholder '{1}', but {2}{3}",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0201"));

    public static readonly DiagnosticDescriptor UnbalancedBraces = new(
        "ZKL0202",
        "Unbalanced or empty braces in a lock name",
        "The lock name of '{0}' has {1}: write a name between '{{' and '}}', or '{{{{' and '}}}}' for braces",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0202"));

    public static readonly DiagnosticDescriptor PlaceholderCase = new(
        "ZKL0203",
        "A placeholder differs in case",
        "The lock name of '{0}' has the placeholder '{1}', which differs only in case from '{2}': write '{2}'",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0203"));

    public static readonly DiagnosticDescriptor PlaceholderNotReadable = new(
        "ZKL0204",
        "A placeholder cannot be read",
        "The lock name of '{0}' has the placeholder '{1}', which cannot be read there: {2}",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0204"));

    public static readonly DiagnosticDescriptor PlaceholderWithoutText = new(
        "ZKL0205",
        "A placeholder has no stable text",
        "The lock name of '{0}' has the placeholder '{1}' of type '{2}', {3}: write a member that identifies it, such as an id",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0205"));

    public static readonly DiagnosticDescriptor PlaceholderCanBeNull = new(
        "ZKL0206",
        "A placeholder can be null",
        "The lock name of '{0}' has the placeholder '{1}', where '{2}' can be null, and then the call throws ArgumentException: make it not nullable, or use another value",
        Categories.Name,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0206"));

    public static readonly DiagnosticDescriptor PlaceholderTextDiffers = new(
        "ZKL0207",
        "Equal values of a placeholder have different texts",
        "The lock name of '{0}' has the placeholder '{1}' of type '{2}', whose text can differ where the values are equal, so that both get the lock: {3}",
        Categories.Name,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0207"));

    public static readonly DiagnosticDescriptor PlaceholderNeedsFormat = new(
        "ZKL0208",
        "A date in a lock name needs a format",
        "The lock name of '{0}' has the placeholder '{1}' of type '{2}' without a format, whose text leaves out {3}: write '{4}'",
        Categories.Name,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0208"));

    public static readonly DiagnosticDescriptor PlaceholderIsEnum = new(
        "ZKL0209",
        "Renaming an enum member changes the lock",
        "The lock name of '{0}' has the placeholder '{1}' of the enum '{2}', so renaming a member changes the lock: write '{3}' for its number",
        Categories.Name,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0209"));

    public static readonly DiagnosticDescriptor NameIsNoPath = new(
        "ZKL0210",
        "A lock name must be a ZooKeeper path",
        "The lock name of '{0}' is no ZooKeeper path: {1}",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0210"));

    public static readonly DiagnosticDescriptor PlaceholdersTouch = new(
        "ZKL0211",
        "Placeholders stand side by side",
        "The lock name of '{0}' has '{1}' and '{2}' side by side, so that different values give one lock: write '/', '-' or other text between them",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0211"));

    public static readonly DiagnosticDescriptor NameIsAncestor = new(
        "ZKL0212",
        "A lock name is the beginning of another",
        "'{0}' takes the lock '{1}', below which '{2}' of '{3}' lies: let neither be the beginning of the other, as in '{1}/all'",
        Categories.Name,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0212"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NameIsShared = new(
        "ZKL0213",
        "Two methods share a lock",
        "'{0}' takes the same {3} '{1}' as '{2}', so that each waits for the other: write another name if they need not",
        Categories.Name,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0213"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NameOfTwoKinds = new(
        "ZKL0214",
        "One lock name is used in two ways",
        "'{0}' takes '{1}' as {2}, but '{3}' takes it as {4}, so one of them throws InvalidOperationException: write another name, or the same in both",
        Categories.Name,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0214"),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor NameIsRepeated = new(
        "ZKL0215",
        "A lock name is written twice",
        "'{0}' takes the lock '{1}' twice, which is the same as once: remove one of them, or write another name",
        Categories.Name,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0215"));
}
