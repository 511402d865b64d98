using Microsoft.Data.Sqlite;

namespace ZkLockAttr.Tests.Guarantees;

/// <summary>Accounts in a database. Each row keeps the largest token of those who have written it.</summary>
/// <param name="locks">What keeps two from working on one account.</param>
/// <param name="database">What keeps out those who do not know that they have lost the lock.</param>
/// <param name="audit">Is asked before each change, and may take its time.</param>
public sealed partial class Accounts(IDistributedLocks locks, SqliteConnection database, Func<Task> audit)
{
    /// <summary>Pays an amount in.</summary>
    /// <exception cref="LockLostException">The lock was lost meanwhile.</exception>
    [DistributedLock("accounts/{id}")]
    public partial Task DepositAsync(long id, long amount, CancellationToken cancellationToken);

    private async Task DepositAsyncCore(long id, long amount, LockHandle handle, CancellationToken cancellationToken)
    {
        var balance = await ReadAsync(id, cancellationToken);
        await audit();

        using var update = database.CreateCommand();
        update.CommandText = "UPDATE accounts SET balance = $balance, token = $token WHERE id = $id AND token <= $token";
        update.Parameters.AddWithValue("$balance", balance + amount);
        update.Parameters.AddWithValue("$token", handle.FencingToken);
        update.Parameters.AddWithValue("$id", id);
        if (await update.ExecuteNonQueryAsync(CancellationToken.None) == 0)
        {
            throw new InvalidOperationException($"Account {id} was changed by a later holder of its lock.");
        }
    }

    private async Task<long> ReadAsync(long id, CancellationToken cancellationToken)
    {
        using var select = database.CreateCommand();
        select.CommandText = "SELECT balance FROM accounts WHERE id = $id";
        select.Parameters.AddWithValue("$id", id);
        return (long)(await select.ExecuteScalarAsync(cancellationToken))!;
    }
}
