using System.Globalization;

namespace ZkLockAttr.Ensemble.Locker;

/// <summary>What a process of lockers is to do; its arguments, in this order.</summary>
/// <param name="ZooKeeper">The connection string.</param>
/// <param name="SessionTimeout">The wanted session time-out.</param>
/// <param name="Register">The socket of the register that the lockers write to.</param>
/// <param name="Seed">What decides who asks for what, and how.</param>
/// <param name="Lockers">How many lockers.</param>
/// <param name="IsPatient">
/// Whether they wait for each lock and hold it as long as they may, rather than ask in all ways there are and hold it for any time.
/// </param>
/// <param name="Hold">How long each holds a lock at the most.</param>
/// <param name="Locks">The locks.</param>
public sealed record LockerOptions(
    string ZooKeeper, TimeSpan SessionTimeout, string Register, int Seed, int Lockers, bool IsPatient, TimeSpan Hold, IReadOnlyList<string> Locks)
{
    /// <summary>The semaphore that all use who are not patient.</summary>
    public const string Semaphore = "stress-places";

    /// <summary>How many may have a place of it at the same time.</summary>
    public const int Places = 2;

    /// <summary>The command line's arguments.</summary>
    public IReadOnlyList<string> ToArguments() =>
    [
        ZooKeeper, Text(SessionTimeout.TotalMilliseconds), Register, Text(Seed), Text(Lockers), IsPatient.ToString(), Text(Hold.TotalMilliseconds), .. Locks,
    ];

    internal static LockerOptions Parse(string[] arguments) => new(
        arguments[0],
        Milliseconds(arguments[1]),
        arguments[2],
        Number(arguments[3]),
        Number(arguments[4]),
        bool.Parse(arguments[5]),
        Milliseconds(arguments[6]),
        arguments[7..]);

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Milliseconds(string text) => TimeSpan.FromMilliseconds(double.Parse(text, CultureInfo.InvariantCulture));
}
