global using Microsoft.Data.Sqlite;

public sealed partial class Accounts
{
    private Task<long> ReadAsync(long id, CancellationToken cancellationToken) => Task.FromResult(id);
}
