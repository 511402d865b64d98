namespace QuickStart.Fleet;

internal sealed record FleetOptions
{
    /// <summary>The ensemble; null for a server inside this process.</summary>
    public required string? ZooKeeper { get; init; }

    public required string Name { get; init; }

    public required int Workers { get; init; }

    public required int Runs { get; init; }

    public required int StepMilliseconds { get; init; }
}
