namespace QuickStart.Fleet;

/// <summary>One worker's turn: it asks for the lock, gets it, is done with it or killed. Times count from the start of the demo.</summary>
internal sealed record Turn(int Worker, TimeSpan Asked)
{
    public TimeSpan? Got { get; init; }

    /// <summary>When the work under the lock was done, or when the process was gone that was killed.</summary>
    public TimeSpan? Ended { get; init; }

    public long Token { get; init; }

    /// <summary>Whether the worker was killed while it held the lock.</summary>
    public bool IsKilled { get; init; }

    public bool Waits => Got is null && Ended is null;

    public bool Holds => Got is not null && Ended is null;
}
