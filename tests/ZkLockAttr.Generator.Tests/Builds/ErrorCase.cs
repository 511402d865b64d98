namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>A mistake that an analyzer reports, and a call that shows what becomes of it when nobody does.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Call">A statement that calls the locked method.</param>
/// <param name="Code">The types. A body says <c>Ran.Unlocked()</c>.</param>
internal sealed record ErrorCase(string Id, string Call, string Code)
{
    /// <summary>What the call comes to once nobody reports the error.</summary>
    public string Outcome { get; init; } = "threw";
}
