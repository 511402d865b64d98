namespace QuickStart.Workers;

internal sealed record WorkerOptions
{
    public required string ZooKeeper { get; init; }

    public required string Id { get; init; }

    public required string Name { get; init; }

    public required int Runs { get; init; }

    public required int StepMilliseconds { get; init; }

    /// <summary>Whether it tells the demo what happens, rather than a person.</summary>
    public required bool SendsEvents { get; init; }
}
