using Microsoft.Data.Sqlite;

namespace WebShop.Selling;

/// <summary>The stock and the sales, in a SQLite database that all instances share.</summary>
/// <remarks>
/// The row of an article keeps the highest fencing token that has written it. A write with a smaller one comes from somebody who has lost the lock and does
/// not know it yet; it changes nothing. The calls are not asynchronous, since SQLite's are not.
/// </remarks>
internal sealed class Ledger(string file)
{
    private readonly string _connectionString = new SqliteConnectionStringBuilder { DataSource = file }.ToString();

    /// <summary>Makes the tables, and delivers the same number of each article.</summary>
    public void Create(IEnumerable<string> articles, int stock)
    {
        using var connection = Open();
        connection.Execute(
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE instances (name TEXT PRIMARY KEY, address TEXT NOT NULL);
            CREATE TABLE articles (
                name TEXT PRIMARY KEY, delivered INTEGER NOT NULL, stock INTEGER NOT NULL, seller TEXT NULL, token INTEGER NOT NULL DEFAULT 0);
            CREATE TABLE sales (
                id INTEGER PRIMARY KEY, article TEXT NOT NULL, buyer TEXT NOT NULL, seller TEXT NOT NULL, previous_seller TEXT NULL, token INTEGER NULL);
            CREATE INDEX sales_by_article ON sales (article, id);
            """);
        foreach (var article in articles)
        {
            connection.Execute("INSERT INTO articles (name, delivered, stock) VALUES ($article, $stock, $stock)", ("$article", article), ("$stock", stock));
        }
    }

    /// <summary>Says that an instance is up, and where.</summary>
    public void Register(string instance, string address)
    {
        using var connection = Open();
        connection.Execute("INSERT OR REPLACE INTO instances VALUES ($name, $address)", ("$name", instance), ("$address", address));
    }

    /// <exception cref="KeyNotFoundException">There is no such article.</exception>
    public Stock Read(string article)
    {
        using var connection = Open();
        return connection.Query("SELECT stock, seller FROM articles WHERE name = $article", row => new Stock(row.GetInt64(0), row.Text(1)), ("$article", article))
            is [var stock] ? stock : throw new KeyNotFoundException($"There is no article '{article}'.");
    }

    /// <summary>Writes a sale, and how many are left after it.</summary>
    /// <exception cref="StaleTokenException">A later holder of the lock has written already.</exception>
    public void WriteSale(Sale sale, long left)
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction();
        WriteFenced(
            connection, "stock = $left, seller = $seller", sale.Article, sale.Token, ("$left", left), ("$seller", sale.Seller));
        connection.Execute(
            "INSERT INTO sales (article, buyer, seller, previous_seller, token) VALUES ($article, $buyer, $seller, $previous, $token)",
            ("$article", sale.Article), ("$buyer", sale.Buyer), ("$seller", sale.Seller), ("$previous", sale.PreviousSeller), ("$token", sale.Token));
        transaction.Commit();
    }

    /// <summary>Writes a delivery, and how many there are after it.</summary>
    /// <exception cref="StaleTokenException">A later holder of the lock has written already.</exception>
    public void WriteDelivery(string article, long left, int count, long token)
    {
        using var connection = Open();
        WriteFenced(connection, "stock = $left, delivered = delivered + $count", article, token, ("$left", left), ("$count", count));
    }

    /// <summary>Reads what all instances have done so far, as of one moment.</summary>
    public LedgerState ReadState()
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return LedgerState.Read(connection);
    }

    // The fence: the condition is checked and the token kept in the statement that writes.
    private static void WriteFenced(SqliteConnection connection, string change, string article, long? token, params (string, object?)[] values)
    {
        var written = connection.Execute(
            $"UPDATE articles SET {change}, token = coalesce($token, token) WHERE name = $article AND token <= coalesce($token, token)",
            [.. values, ("$article", article), ("$token", token)]);
        if (written == 0 && token is { } stale)
        {
            throw new StaleTokenException(article, stale);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }
}
