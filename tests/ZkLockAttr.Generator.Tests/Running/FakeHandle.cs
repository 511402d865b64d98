namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>A lock that a test can lose.</summary>
internal sealed class FakeHandle(string name, Action release) : LockHandle
{
    private readonly CancellationTokenSource _lost = new();
    private bool _isReleased;

    public override string Name => name;

    public override string Path => $"/locks/{name}";

    public override bool IsHeld => !_isReleased && !_lost.IsCancellationRequested;

    public override CancellationToken LostToken => _lost.Token;

    public override long FencingToken => 1;

    public void Lose() => _lost.Cancel();

    public override ValueTask<bool> ValidateAsync(CancellationToken cancellationToken = default) => new(IsHeld);

    public override ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }

    public override void Dispose()
    {
        _isReleased = true;
        release();
    }
}
