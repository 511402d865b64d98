using System.Globalization;
using ZkLockAttr.Faults.Tests.Driver;

namespace ZkLockAttr.Faults.Tests.Points;

/// <summary>A script and where its connections break; as text, what <see cref="Parse"/> reads again.</summary>
internal sealed record FaultPoint(Script Script, params Cut[] Cuts)
{
    public static FaultPoint Parse(string text)
    {
        var parts = text.Split(';', StringSplitOptions.TrimEntries);
        return new FaultPoint(Script.All.Single(script => script.Name == parts[0]), Array.ConvertAll(parts[1..], ParseCut));
    }

    /// <summary>Plays the script with these faults.</summary>
    public World Run(Tape? tape = null)
    {
        var plan = new FaultPlan(Cuts);
        var world = Script.Run(plan, tape);
        Assert.True(plan.AllHaveStruck, "the connection did not break where it should: the run is not the recorded one");
        return world;
    }

    public override string ToString() => string.Join("; ", [Script.Name, .. Cuts.Select(cut => string.Create(
        CultureInfo.InvariantCulture, $"{cut.Direction} {cut.Offset} {Array.IndexOf(Manner.Of(cut.Direction), cut.Manner)}"))]);

    private static Cut ParseCut(string text)
    {
        var parts = text.Split(' ');
        var direction = Enum.Parse<Direction>(parts[0]);
        return new Cut(direction, int.Parse(parts[1], CultureInfo.InvariantCulture), Manner.Of(direction)[int.Parse(parts[2], CultureInfo.InvariantCulture)]);
    }
}
