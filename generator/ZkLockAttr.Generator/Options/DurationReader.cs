namespace ZkLockAttr.Generator.Options;

/// <summary>Reads <c>"250ms"</c>, <c>"5s"</c>, <c>"2m"</c>, <c>"1h"</c>, and nothing else.</summary>
internal static class DurationReader
{
    // What IDistributedLocks takes.
    private const long MostMilliseconds = 24L * 24 * 60 * 60 * 1000;

    public static Duration? Read(string text)
    {
        var digits = 0;
        var amount = 0L;
        while (digits < text.Length && text[digits] is >= '0' and <= '9' && amount <= MostMilliseconds)
        {
            amount = amount * 10 + (text[digits] - '0');
            digits++;
        }

        (DurationUnit Unit, long Milliseconds)? unit = text.Substring(digits) switch
        {
            "ms" => (DurationUnit.Milliseconds, 1),
            "s" => (DurationUnit.Seconds, 1000),
            "m" => (DurationUnit.Minutes, 60 * 1000),
            "h" => (DurationUnit.Hours, 60 * 60 * 1000),
            _ => null,
        };
        return digits > 0 && unit is var (name, milliseconds) && amount <= MostMilliseconds / milliseconds ? new Duration(amount, name) : null;
    }
}
