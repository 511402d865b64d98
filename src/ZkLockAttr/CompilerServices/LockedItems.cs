using ZkLockAttr.Locking;

namespace ZkLockAttr.CompilerServices;

/// <summary>The items of a locked sequence: each is asked of the body while the lock is held, and handed out only if it still is.</summary>
internal sealed class LockedItems<T>(LockedCall call, IAsyncEnumerable<T> body) : IAsyncEnumerator<T>
{
    private readonly IAsyncEnumerator<T> _items = body.GetAsyncEnumerator(call.Token);

    // Taken where the lock was taken. An async iterator loses what it has set in its flow with each item that it yields.
    private readonly LockFlow? _flow = LockFlow.Innermost;

    public T Current => _items.Current;

    public async ValueTask<bool> MoveNextAsync()
    {
        call.ThrowIfLost();
        _flow?.Reenter();
        bool hasItem;
        try
        {
            hasItem = await _items.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (call.Explain(error) is { } reason)
        {
            throw reason;
        }

        if (hasItem)
        {
            call.ThrowIfLost();
        }
        else
        {
            call.BodyReturned();
        }

        return hasItem;
    }

    // Whoever leaves the loop has had his items: that the lock is lost is told by MoveNextAsync only.
    public ValueTask DisposeAsync()
    {
        _flow?.Reenter();
        return _items.DisposeAsync();
    }
}
