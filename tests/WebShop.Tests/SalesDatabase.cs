using Microsoft.Data.Sqlite;

namespace WebShop.Tests;

/// <summary>Looks into the database of a shop, not through the eyes of the shop.</summary>
internal static class SalesDatabase
{
    /// <summary>The tokens of an article's sales, in the order in which they were written.</summary>
    public static List<long> ReadTokens(string database, string article) => Read(database, $"SELECT token FROM sales WHERE article = '{article}' ORDER BY id");

    public static int CountSalesTo(string database, string buyer) => Read(database, $"SELECT id FROM sales WHERE buyer = '{buyer}'").Count;

    private static List<long> Read(string database, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var numbers = new List<long>();
        while (reader.Read())
        {
            numbers.Add(reader.GetInt64(0));
        }

        return numbers;
    }
}
