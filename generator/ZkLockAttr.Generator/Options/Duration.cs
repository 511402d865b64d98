namespace ZkLockAttr.Generator.Options;

/// <summary>A length of time as it is written: an integer and its unit.</summary>
internal readonly record struct Duration(long Amount, DurationUnit Unit);

internal enum DurationUnit
{
    Milliseconds,
    Seconds,
    Minutes,
    Hours,
}
