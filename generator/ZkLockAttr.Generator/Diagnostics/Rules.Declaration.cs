using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

internal static partial class Rules
{
    // NoWarn and .globalconfig leave these alone, and [SuppressMessage] leaves alone what is the compiler's: nothing else keeps such a method from
    // running unlocked.
    private static readonly string[] Unsuppressable = [WellKnownDiagnosticTags.NotConfigurable, WellKnownDiagnosticTags.Compiler];

    public static readonly DiagnosticDescriptor MethodNotPartial = new(
        "ZKL0001",
        "A locked method must be partial",
        "'{0}' is marked [{2}] but is not partial, so no lock can be written for it: make it a partial method without a body, and move its body to '{1}'",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0001"),
        customTags: Unsuppressable);

    public static readonly DiagnosticDescriptor TypeNotPartial = new(
        "ZKL0002",
        "The type of a locked method must be partial",
        "'{0}' contains the [{2}] method '{1}' but is not partial, so no lock can be written for it: declare '{0}' partial",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0002"),
        customTags: Unsuppressable);

    public static readonly DiagnosticDescriptor AccessibilityMissing = new(
        "ZKL0003",
        "A locked method with a result needs an accessibility",
        "The partial method '{0}' {1}, so it needs an accessibility: write 'private' or 'public' before it",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0003"),
        customTags: Unsuppressable);

    public static readonly DiagnosticDescriptor HalfExists = new(
        "ZKL0004",
        "The lock is the implementing half of the method",
        "The implementing half of '{0}' is written by hand, but [{2}] writes it: mark a partial method without a body, and move the body to '{1}'",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0004"),
        customTags: Unsuppressable);

    public static readonly DiagnosticDescriptor NotLockable = new(
        "ZKL0005",
        "This kind of method cannot be locked",
        "[{3}] cannot lock '{0}', {1}: {2}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0005"),
        customTags: Unsuppressable);

    public static readonly DiagnosticDescriptor ResultNotLockable = new(
        "ZKL0006",
        "A locked method cannot return this",
        "'{0}' returns '{1}', {2}: return Task, Task<T>, ValueTask, ValueTask<T>, IAsyncEnumerable<T>, void or a plain value",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0006"));

    public static readonly DiagnosticDescriptor ParameterNotAsync = new(
        "ZKL0007",
        "An async locked method cannot have this parameter",
        "'{0}' is asynchronous and cannot have {1}: {2}",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0007"));

    public static readonly DiagnosticDescriptor BodyIsIterator = new(
        "ZKL0008",
        "The body of a locked method cannot be an iterator",
        "'{0}' is an iterator, which runs only after '{1}' has released the lock: return a list instead",
        Categories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0008"));

    public static readonly DiagnosticDescriptor LockHeldBetweenItems = new(
        "ZKL0009",
        "The lock is held between items",
        "'{0}' holds its lock while its result is enumerated, also while the caller works on an item: return a list if that can take long",
        Categories.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0009"));

    public static readonly DiagnosticDescriptor EnumeratorTokenMissing = new(
        "ZKL0010",
        "A locked sequence needs [EnumeratorCancellation]",
        "'{0}' returns a sequence, but '{1}' is not marked [EnumeratorCancellation], so the token of WithCancellation neither ends the wait nor the body: mark it",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0010"));

    public static readonly DiagnosticDescriptor InterfaceMethodNotPartial = new(
        "ZKL0011",
        "The attribute has no effect on an interface method that is not partial",
        "[{1}] has no effect on '{0}': nothing is locked when it is called; mark the method of the class that implements it instead",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0011"));

    public static readonly DiagnosticDescriptor InterfaceMethodNotVirtual = new(
        "ZKL0012",
        "A locked interface member is not virtual",
        "'{0}' is a partial member of the interface '{1}' and not virtual, so a method of that name in a class that implements it is ignored: write 'virtual' before 'partial'",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0012"));

    public static readonly DiagnosticDescriptor OverrideDropsLock = new(
        "ZKL0013",
        "An override drops the lock",
        "'{0}' overrides a locked method but takes no lock itself: mark it [{1}] too, or call 'base.{0}'",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0013"));

    public static readonly DiagnosticDescriptor OverrideLocksTwice = new(
        "ZKL0014",
        "An override locks twice",
        "'{0}' runs under the lock of '{1}' and calls 'base.{1}', which takes a lock again: call the body 'base.{2}' instead, or take the attribute off the override",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0014"));

    public static readonly DiagnosticDescriptor StructChangesAreLost = new(
        "ZKL0015",
        "An async locked method loses the changes of its struct",
        "'{0}' changes '{1}', but '{2}' is asynchronous and runs on a copy of the struct '{3}', so the change is lost: make '{3}' a class, or '{2}' a blocking method",
        Categories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0015"));

    public static readonly DiagnosticDescriptor BlocksThread = new(
        "ZKL0016",
        "A locked method blocks a thread while it waits",
        "'{0}' blocks a thread while it waits for its lock: return '{1}' to wait without one",
        Categories.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0016"));

    public static readonly DiagnosticDescriptor NameWithoutTypeArgument = new(
        "ZKL0017",
        "All instantiations of a generic method share one lock",
        "The lock name of '{0}' does not depend on '{1}', so all instantiations share one lock: add '{{{1}}}' to the name if they need not",
        Categories.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: HelpLink.To("ZKL0017"));
}
