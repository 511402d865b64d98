namespace ZkLockAttr.Generator.Tests.Running;

internal sealed record Order(int Id, string Shop = "main");

/// <summary>Methods as users write them; the generator that this project references writes their halves. The bodies do what a test tells them.</summary>
internal sealed partial class Orders(FakeLocks locks)
{
    public Func<CancellationToken, Task<int>> Work { get; set; } = _ => Task.FromResult(42);

    public string Tenant { get; init; } = "acme";

    public FakeLocks Locks => locks;

    public CancellationToken? FallbackToken { get; private set; }

    [DistributedLock("orders/{order.Id}", Timeout = "5s", Provider = nameof(locks))]
    public partial Task<int> PlaceAsync(Order order, CancellationToken cancellationToken = default);

    [DistributedLock("{this.Tenant}/{order.Shop}-{order.Id}", Provider = nameof(locks))]
    public partial ValueTask CancelAsync(Order order);

    [DistributedLock("orders/{id}", Timeout = "0s", OnTimeout = OnTimeout.Skip, Provider = nameof(locks))]
    public partial Task<bool> TryArchiveAsync(int id, CancellationToken cancellationToken);

    [DistributedLock("orders/{id}", Timeout = "0s", OnTimeout = OnTimeout.Skip, Provider = nameof(locks))]
    public partial void Archive(int id);

    [DistributedLock("prices/{id}", Timeout = "1s", Fallback = nameof(OldPriceAsync), Provider = nameof(locks))]
    public partial Task<int> PriceAsync(int id, CancellationToken cancellationToken);

    [DistributedLock("prices/{id}", Timeout = "0s", Fallback = nameof(Postpone), Provider = nameof(locks))]
    public partial void Reprice(int id, ref int calls);

    [DistributedLock("orders/{id}", Timeout = "1s", Provider = nameof(locks))]
    public partial int Count(int id, ref int calls, CancellationToken cancellationToken);

    [DistributedLock("days/{day:yyyy-MM-dd}/{{{T}}}", Provider = nameof(locks))]
    public partial Task<(T Value, string Path)> CloseAsync<T>(T value, DateTime day)
        where T : struct;

    private Task<int> PlaceAsyncCore(Order order, CancellationToken cancellationToken) => Work(cancellationToken);

    // A token that the definition has not: cancelled when the lock is lost.
    private async ValueTask CancelAsyncCore(Order order, CancellationToken lost) => await Work(lost);

    private async Task<bool> TryArchiveAsyncCore(int id, CancellationToken cancellationToken) => await Work(cancellationToken) != 0;

    private void ArchiveCore(int id) => Work(default).GetAwaiter().GetResult();

    private async Task<int> PriceAsyncCore(int id, CancellationToken cancellationToken) => await Work(cancellationToken);

    private async Task<int> OldPriceAsync(int id, CancellationToken cancellationToken)
    {
        FallbackToken = cancellationToken;
        await Task.Yield();
        return id < 0 ? throw new InvalidOperationException("the fallback's own") : -id;
    }

    private void RepriceCore(int id, ref int calls) => calls += id;

    private void Postpone(int id, ref int calls) => calls -= id;

    private int CountCore(int id, ref int calls, CancellationToken cancellationToken)
    {
        calls++;
        return Work(cancellationToken).GetAwaiter().GetResult();
    }

    private static Task<(T Value, string Path)> CloseAsyncCore<T>(T value, DateTime day, LockHandle handle)
        where T : struct => Task.FromResult((value, handle.Path));
}
