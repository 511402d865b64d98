using Microsoft.Data.Sqlite;

namespace WebShop.Selling;

/// <summary>An article, and how it sells.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Delivered">How many there ever were.</param>
/// <param name="Left">How many are left, as the database has it.</param>
/// <param name="Sold">How many were sold.</param>
/// <param name="Token">The highest fencing token that has written it.</param>
/// <param name="LastSellers">Who sold the last pieces, oldest first.</param>
internal sealed record ArticleState(string Name, long Delivered, long Left, long Sold, long Token, IReadOnlyList<string> LastSellers)
{
    /// <summary>How many more were sold than have left the stock.</summary>
    public long Oversold => Math.Max(0, Sold - (Delivered - Left));
}

/// <summary>An instance, and what it has sold.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Address">Where it listens.</param>
/// <param name="Sales">How many pieces it sold.</param>
/// <param name="HandOvers">For how many of them the previous piece of the article was sold by itself: the lock went from caller to caller in it.</param>
/// <param name="Passes">For how many the previous one was sold by another instance: the lock was passed on to this one.</param>
internal sealed record InstanceState(string Name, string Address, long Sales, long HandOvers, long Passes);

/// <summary>What all instances have done so far.</summary>
/// <param name="Articles">The articles, in the order of their names.</param>
/// <param name="Instances">The instances, in the order of their names.</param>
/// <param name="TokensThatDidNotGrow">How many sales have a token that is not greater than the one of the sale before; 0 if all is well.</param>
internal sealed record LedgerState(IReadOnlyList<ArticleState> Articles, IReadOnlyList<InstanceState> Instances, long TokensThatDidNotGrow)
{
    private const int LastSales = 60;

    public static LedgerState Read(SqliteConnection connection)
    {
        var articles = connection.Query(
            "SELECT name, delivered, stock, token, (SELECT count(*) FROM sales WHERE article = name) FROM articles ORDER BY name",
            row => new ArticleState(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(4), row.GetInt64(3), ReadLastSellers(connection, row.GetString(0))));
        var instances = connection.Query(
            """
            SELECT name, address, count(id), coalesce(sum(previous_seller = seller), 0), coalesce(sum(previous_seller <> seller), 0)
            FROM instances LEFT JOIN sales ON seller = name GROUP BY name ORDER BY name
            """,
            row => new InstanceState(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));
        var tokens = connection.Query(
            "SELECT count(*) FROM (SELECT token, lag(token) OVER (PARTITION BY article ORDER BY id) AS previous FROM sales) WHERE token <= previous",
            row => row.GetInt64(0));
        return new LedgerState(articles, instances, tokens[0]);
    }

    private static List<string> ReadLastSellers(SqliteConnection connection, string article)
    {
        var sellers = connection.Query(
            $"SELECT seller FROM sales WHERE article = $article ORDER BY id DESC LIMIT {LastSales}", row => row.GetString(0), ("$article", article));
        sellers.Reverse();
        return sellers;
    }
}
