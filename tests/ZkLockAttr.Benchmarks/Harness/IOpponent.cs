namespace ZkLockAttr.Benchmarks.Harness;

/// <summary>Somebody who can take and release a lock, in a steady state.</summary>
internal interface IOpponent : IAsyncDisposable
{
    string Name { get; }

    /// <summary>How many cycles it takes until it is as fast as it gets.</summary>
    int WarmUpCycles { get; }

    /// <summary>Does the work.</summary>
    Task<Batch> RunAsync(Work work);
}
