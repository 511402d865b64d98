namespace ZkLockAttr.Locking;

/// <summary>Those of whom nobody waits for anything any more, for the next callers.</summary>
/// <remarks>Guarded by its own lock, under which nothing else is done.</remarks>
internal sealed class CallerPool(LockTable table)
{
    private const int MostKept = 64;

    private readonly Lock _lock = new();
    private readonly Stack<Caller> _idle = new();

    public Caller Rent()
    {
        lock (_lock)
        {
            return _idle.TryPop(out var caller) ? caller : new Caller(table, this);
        }
    }

    public void Return(Caller caller)
    {
        lock (_lock)
        {
            if (_idle.Count < MostKept)
            {
                _idle.Push(caller);
            }
        }
    }
}
