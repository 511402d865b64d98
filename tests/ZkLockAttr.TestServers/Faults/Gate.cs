namespace ZkLockAttr.TestServers.Faults;

/// <summary>Open, or held by one or several.</summary>
internal sealed class Gate
{
    private readonly Lock _lock = new();
    private TaskCompletionSource? _opened;
    private int _holders;

    /// <summary>Complete when the gate is open.</summary>
    public Task WaitAsync()
    {
        lock (_lock)
        {
            return _opened?.Task ?? Task.CompletedTask;
        }
    }

    public void Hold()
    {
        lock (_lock)
        {
            _holders++;
            _opened ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public void Release()
    {
        lock (_lock)
        {
            if (--_holders == 0)
            {
                _opened!.SetResult();
                _opened = null;
            }
        }
    }
}
