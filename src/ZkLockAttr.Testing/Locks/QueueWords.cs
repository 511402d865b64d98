using System.Globalization;

namespace ZkLockAttr.Testing.Locks;

/// <summary>Says for people who stands in a queue.</summary>
internal static class QueueWords
{
    public static string Of(IReadOnlyList<LockContender> contenders) =>
        contenders.Count == 0 ? " Nobody holds it or waits for it." : string.Concat(contenders.Select(contender => "\n  " + Of(contender)));

    private static string Of(LockContender contender) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(contender.IsHolder ? "holds" : "waits")}: {contender.Description} ({KindOf(contender)}, {contender.Client}, session 0x{contender.SessionId:x}, since {contender.Since:HH:mm:ss.fff} UTC)");

    private static string KindOf(LockContender contender) => contender switch
    {
        { MaxCount: { } count } => string.Create(CultureInfo.InvariantCulture, $"semaphore of {count}"),
        { Mode: LockMode.Shared } => "shared",
        _ => "exclusive",
    };
}
