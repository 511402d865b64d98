using WebShop.Selling;

namespace WebShop.Fleet;

/// <summary>How the sale went, for people, from what is in the database.</summary>
internal static class Summary
{
    public static void Print(LedgerState state, int failures)
    {
        Console.WriteLine();
        Console.WriteLine($"{"article",-12}{"delivered",12}{"sold",12}{"left",12}{"oversold",12}");
        foreach (var article in state.Articles)
        {
            Console.WriteLine($"{article.Name,-12}{article.Delivered,12}{article.Sold,12}{article.Left,12}{article.Oversold,12}");
        }

        Console.WriteLine();
        Console.WriteLine($"{"instance",-12}{"sales",12}{"hand-overs",12}{"passes",12}");
        foreach (var instance in state.Instances)
        {
            Console.WriteLine($"{instance.Name,-12}{instance.Sales,12}{instance.HandOvers,12}{instance.Passes,12}");
        }

        Console.WriteLine();
        Console.WriteLine(
            $"{state.Articles.Sum(article => article.Sold)} sold, {state.Articles.Sum(article => article.Oversold)} oversold, "
            + $"{state.TokensThatDidNotGrow} tokens that did not grow, {failures} failures");
    }
}
