using System.Collections;
using System.Globalization;

namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>What the methods of a corpus and their callers check, one call after the other.</summary>
internal static class Expect
{
    private static readonly CancellationTokenSource Caller = new();

    private static string _name = "";
    private static string _given = "";
    private static int _entered;
    private static bool _isTaken;

    public static CancellationToken Token => Caller.Token;

    /// <summary>Before a call: the lock that its body runs under, and its arguments.</summary>
    public static void Call(string name, object?[] given) => Begin(name, isTaken: false, given);

    /// <summary>Before a call while somebody else has the lock.</summary>
    public static void TakenCall(string name, object?[] given)
    {
        CorpusLocks.Right.Take(name);
        Begin(name, isTaken: true, given);
    }

    /// <summary>In a body.</summary>
    public static void Locked(object?[] got)
    {
        That(!_isTaken, "The body runs although somebody else has the lock.");
        That(CorpusLocks.Right.IsHeld(_name), $"The lock '{_name}' is not held.");
        Equal(_given, Text(got));
        _entered++;
    }

    public static void Handle(LockHandle handle) => That(handle.IsHeld && handle.Name == _name, $"The handle is of '{handle.Name}'.");

    public static void Linked(CancellationToken token) => That(token.CanBeCanceled && token != Token, "The token does not tell of a lost lock.");

    /// <summary>Whether a body that calls itself should do so.</summary>
    public static bool Again() => _entered == 1;

    public static void StillLocked() => That(CorpusLocks.Right.IsHeld(_name), $"The lock '{_name}' was released too early.");

    /// <summary>In a fallback.</summary>
    public static void Unlocked(object?[] got)
    {
        That(_isTaken, "The fallback is called although the lock was free.");
        Equal(_given, Text(got));
        _entered++;
    }

    public static void Equal(object? expected, object? actual) => That(Text(expected) == Text(actual), $"Expected {Text(expected)}, got {Text(actual)}.");

    /// <summary>After a call.</summary>
    public static void Released(int entered)
    {
        That(entered == _entered, $"Entered {_entered} times, not {entered}.");
        That(_isTaken == CorpusLocks.Right.IsHeld(_name), _isTaken ? "Released what it did not have." : $"The lock '{_name}' was not released.");
        CorpusLocks.Right.Release(_name);
    }

    public static void That(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    private static void Begin(string name, bool isTaken, object?[] given)
    {
        _name = name;
        _given = Text(given);
        _entered = 0;
        _isTaken = isTaken;
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => text,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => value.ToString() ?? "",
    };
}
