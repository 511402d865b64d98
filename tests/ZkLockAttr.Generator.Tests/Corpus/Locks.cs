namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>A way in which a type has its locks. The constructor's parameter for them is <c>given</c>.</summary>
/// <param name="Members">What the type declares for them.</param>
/// <param name="Provider">What its methods name, where there are several.</param>
internal sealed record Locks(string Members, string? Provider = null)
{
    /// <summary>Those of a record, whose parameter is the property <c>given</c>.</summary>
    public static readonly Locks[] OfRecords =
    [
        new(""),
        new("internal static IDistributedLocks Shared => CorpusLocks.Right;", "given"),
        new("internal IDistributedLocks Wrong => new[] { CorpusLocks.Wrong, given }[0];", "given"),
    ];

    public static readonly Locks[] OfOthers =
    [
        new("internal bool HasLocks => given is not null;"),
        new("private readonly IDistributedLocks _locks = given;"),
        new("private readonly CorpusLocks @lock = (CorpusLocks)given;"),
        new("internal IDistributedLocks handle { get; } = given;"),
        new("internal IDistributedLocks Right { get; } = given; internal readonly IDistributedLocks _wrong = CorpusLocks.Wrong;", "Right"),
        new("internal bool HasLocks => given is not null; internal static IDistributedLocks Shared => CorpusLocks.Right;", "given"),
    ];

    public static readonly Locks OfInterfaces = new("IDistributedLocks given { get; }");

    /// <summary>From the base.</summary>
    public static readonly Locks Inherited = new("", "Inherited");

    public bool HasShared => Members.Contains("Shared", StringComparison.Ordinal);
}
