using Microsoft.Data.Sqlite;
using WebShop.Selling;
using ZkLockAttr;
using ZkLockAttr.Testing;

namespace WebShop.Tests.Selling;

/// <summary>Two instances of the shop with one article, and payments under the control of the test.</summary>
internal sealed class TwoInstances : IAsyncDisposable
{
    public const string Article = "mug";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webshop-tests-");
    private readonly DistributedLocks _firstLocks;
    private readonly DistributedLocks _secondLocks;
    private readonly Ledger _ledger;

    public TwoInstances(int stock)
    {
        _firstLocks = new DistributedLocks(Server.ConnectionString);
        _secondLocks = new DistributedLocks(Server.ConnectionString);
        _ledger = new Ledger(Path.Combine(_folder.FullName, "shop.db"));
        _ledger.Create([Article], stock);
        First = new Checkout(_firstLocks, _ledger, Till, new ShopOptions { Instance = "first" });
        Second = new Checkout(_secondLocks, _ledger, Till, new ShopOptions { Instance = "second" });
    }

    public ZooKeeperTestServer Server { get; } = ZooKeeperTestServer.Start();

    public Till Till { get; } = new();

    public Checkout First { get; }

    public Checkout Second { get; }

    /// <summary>Complete when there is one who holds the lock and one who waits for it.</summary>
    public Task WaitForWaiterAsync() => Server.WaitUntilAsync(zk => zk.GetChildren($"/locks/stock/{Article}").Count == 2);

    public void AssertArticle(long sold, long left, long oversold)
    {
        var article = Assert.Single(_ledger.ReadState().Articles);
        Assert.Equal((sold, left, oversold), (article.Sold, article.Left, article.Oversold));
    }

    public async ValueTask DisposeAsync()
    {
        await _firstLocks.DisposeAsync();
        await _secondLocks.DisposeAsync();
        await Server.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
