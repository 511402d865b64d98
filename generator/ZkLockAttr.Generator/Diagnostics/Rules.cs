using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace ZkLockAttr.Generator.Diagnostics;

/// <summary>Every rule, by its place in docs/diagnostics. An ID is never used again for something else.</summary>
internal static partial class Rules
{
    /// <summary>Nothing but a method, so that it is made after the rules of the other files.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All() =>
    [
        MethodNotPartial,
        TypeNotPartial,
        AccessibilityMissing,
        HalfExists,
        NotLockable,
        ResultNotLockable,
        ParameterNotAsync,
        BodyIsIterator,
        LockHeldBetweenItems,
        EnumeratorTokenMissing,
        InterfaceMethodNotPartial,
        InterfaceMethodNotVirtual,
        OverrideDropsLock,
        OverrideLocksTwice,
        StructChangesAreLost,
        BlocksThread,
        NameWithoutTypeArgument,
        BodyMissing,
        BodyDiffers,
        BodyIsAsyncVoid,
        BodyIsAmbiguous,
        BodyIsVisible,
        BodyHasDefaultValue,
        BodyWithoutToken,
        BodyKeepsHandle,
        WorkOutlivesLock,
        BodyBypassed,
        UnknownPlaceholder,
        UnbalancedBraces,
        PlaceholderCase,
        PlaceholderNotReadable,
        PlaceholderWithoutText,
        PlaceholderCanBeNull,
        PlaceholderTextDiffers,
        PlaceholderNeedsFormat,
        PlaceholderIsEnum,
        NameIsNoPath,
        PlaceholdersTouch,
        NameIsAncestor,
        NameIsShared,
        NameOfTwoKinds,
        NameIsRepeated,
        DurationNotReadable,
        CountTooSmall,
        SkipNeedsTimeout,
        FallbackNotCallable,
        ProviderNotFound,
        ProviderIsPassedToBase,
        WaitsForEver,
        AmbientProvider,
        RetainNotPossible,
        BodyTakesItsOwnLock,
        LocksInOppositeOrders,
        SharedLockTakenExclusively,
        HandleThrownAway,
        WaitsInsideLock,
    ];

    /// <summary>The rules that the generator itself reports: those without a half that could throw.</summary>
    public static DiagnosticDescriptor ReportedByGenerator(string id) => id switch
    {
        "ZKL0001" => MethodNotPartial,
        "ZKL0002" => TypeNotPartial,
        "ZKL0003" => AccessibilityMissing,
        "ZKL0004" => HalfExists,
        "ZKL0005" => NotLockable,
        _ => throw new ArgumentOutOfRangeException(nameof(id), id, "This rule is reported by an analyzer."),
    };

    private static class Categories
    {
        public const string Declaration = "ZkLockAttr.Declaration";
        public const string Body = "ZkLockAttr.Body";
        public const string Name = "ZkLockAttr.Name";
        public const string Options = "ZkLockAttr.Options";
        public const string Flow = "ZkLockAttr.Flow";
    }
}
