using Microsoft.Data.Sqlite;
using ZkLockAttr.Shared;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Tests.Guarantees;

/// <summary>The worked example of docs/guarantees.md: a holder that wakes up late cannot write over what a later one has written.</summary>
public sealed class FencingTests : IAsyncLifetime, IDisposable
{
    private const int Limit = 60_000;

    private readonly ZooKeeperTestServer _server = ZooKeeperTestServer.Start();
    private readonly SqliteConnection _database = new("Data Source=:memory:");

    public async Task InitializeAsync()
    {
        await _database.OpenAsync();
        await ExecuteAsync("CREATE TABLE accounts (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL, token INTEGER NOT NULL)");
        await ExecuteAsync("INSERT INTO accounts VALUES (1, 100, 0)");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _database.Dispose();

    [Fact(Timeout = Limit)]
    public async Task A_holder_that_wakes_up_late_writes_nothing()
    {
        await using var mine = new DistributedLocks(_server.ConnectionString);
        await using var theirs = new DistributedLocks(_server.ConnectionString);
        var asleep = new TaskCompletionSource();
        var wakes = new TaskCompletionSource();
        var slow = new Accounts(mine, _database, () =>
        {
            asleep.SetResult();
            return wakes.Task;
        });
        var quick = new Accounts(theirs, _database, () => Task.CompletedTask);

        var late = slow.DepositAsync(1, 10, CancellationToken.None);
        await asleep.Task;
        _server.ExpireSession(mine.SessionId);
        await quick.DepositAsync(1, 20, CancellationToken.None);
        wakes.SetResult();

        // Whether it knows by now that the lock is lost is a matter of luck: that is what the token is for.
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => late);
        Assert.Equal("Account 1 was changed by a later holder of its lock.", ((failure as LockLostException)?.InnerException ?? failure).Message);
        Assert.Equal(120, await BalanceAsync());
    }

    [Fact(Timeout = Limit)]
    public async Task Holders_one_after_the_other_all_write()
    {
        await using var locks = new DistributedLocks(_server.ConnectionString);
        var accounts = new Accounts(locks, _database, () => Task.CompletedTask);

        await accounts.DepositAsync(1, 10, CancellationToken.None);
        await accounts.DepositAsync(1, 20, CancellationToken.None);

        Assert.Equal(130, await BalanceAsync());
    }

    [Fact]
    public void The_guide_shows_the_code_that_runs_here()
    {
        var code = File.ReadAllText(Path.Combine(Repository.Root, "tests", "ZkLockAttr.Tests", "Guarantees", "Accounts.cs"));
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "docs", "guarantees.md"));

        var shown = code[code.IndexOf("public sealed partial class", StringComparison.Ordinal)..code.IndexOf("    private async Task<long> ReadAsync", StringComparison.Ordinal)];
        Assert.Contains(shown.TrimEnd(), guide, StringComparison.Ordinal);
    }

    private async Task<long> BalanceAsync()
    {
        using var select = _database.CreateCommand();
        select.CommandText = "SELECT balance FROM accounts WHERE id = 1";
        return (long)(await select.ExecuteScalarAsync())!;
    }

    private async Task ExecuteAsync(string sql)
    {
        using var command = _database.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
