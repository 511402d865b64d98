namespace ZkLockAttr.Testing.Network;

/// <summary>Conditions that somebody waits for, looked at behind every change. Used under the loop's lock only.</summary>
internal sealed class ChangeWaiters
{
    private readonly List<(Func<bool> Condition, TaskCompletionSource Done)> _waiters = [];

    public Task Add(Func<bool> condition, CancellationToken cancellationToken)
    {
        if (condition())
        {
            return Task.CompletedTask;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Add((condition, done));
        if (cancellationToken.CanBeCanceled)
        {
            var registration = cancellationToken.Register(() => done.TrySetCanceled(cancellationToken));
            _ = done.Task.ContinueWith(
                static (_, state) => ((CancellationTokenRegistration)state!).Dispose(),
                registration,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        return done.Task;
    }

    public void Look()
    {
        for (var i = _waiters.Count - 1; i >= 0; i--)
        {
            var (condition, done) = _waiters[i];
            if (done.Task.IsCompleted || IsMet(condition, done))
            {
                _waiters.RemoveAt(i);
            }
        }
    }

    public void Fail(Exception reason)
    {
        foreach (var (_, done) in _waiters)
        {
            done.TrySetException(reason);
        }

        _waiters.Clear();
    }

    private static bool IsMet(Func<bool> condition, TaskCompletionSource done)
    {
        try
        {
            if (!condition())
            {
                return false;
            }

            done.TrySetResult();
        }
#pragma warning disable CA1031 // It is the waiter's own condition: the waiter gets what it threw.
        catch (Exception e)
#pragma warning restore CA1031
        {
            done.TrySetException(e);
        }

        return true;
    }
}
