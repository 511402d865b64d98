using System.CommandLine;
using WebShop.Fleet;

namespace WebShop;

/// <summary>The command line of the demo.</summary>
internal static class Arguments
{
    public static RootCommand Command()
    {
        var zooKeeper = new Option<string>("--zookeeper") { Description = "A real ensemble instead of a server inside this process: host:port,host:port/chroot." };
        var database = new Option<string>("--database") { Description = "A new file for the database, which stays. Default: a temporary one." };
        var withoutLock = new Option<bool>("--without-lock") { Description = "Sells without the lock, and so too much." };
        var runToEnd = new Option<bool>("--run-to-end") { Description = "Ends when everything is sold. Default: when interrupted." };
        var articles = Number("--articles", 3, FleetOptions.ArticleNames.Count, "How many articles.");
        var stock = Number("--stock", 200, 100_000, "How many of each.");
        var buyers = Number("--buyers", 12, 100, "How many buyers shop at the same time.");
        var payment = Number("--payment-ms", 100, 10_000, "How long a payment takes, in milliseconds.");
        var duration = Number("--duration", null, 86_400, "Ends after this many seconds at the latest.");
        var command = new RootCommand(
            "Three instances of a shop sell one stock, under a lock in ZooKeeper; a page shows how.\n"
            + "Exit code: 0 all well, 1 failed or wrong arguments, 3 oversold in spite of the lock or a token that did not grow.")
        {
            zooKeeper, database, withoutLock, runToEnd, articles, stock, buyers, payment, duration,
        };
        command.SetAction((arguments, cancellationToken) => FleetDemo.RunAsync(
            new FleetOptions
            {
                ZooKeeper = arguments.GetValue(zooKeeper),
                Database = arguments.GetValue(database),
                WithoutLock = arguments.GetValue(withoutLock),
                RunToEnd = arguments.GetValue(runToEnd),
                Articles = [.. FleetOptions.ArticleNames.Take(arguments.GetValue(articles)!.Value)],
                Stock = arguments.GetValue(stock)!.Value,
                Buyers = arguments.GetValue(buyers)!.Value,
                PaymentTime = TimeSpan.FromMilliseconds(arguments.GetValue(payment)!.Value),
                Duration = arguments.GetValue(duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            },
            cancellationToken));
        return command;
    }

    private static Option<int?> Number(string name, int? standard, int largest, string description)
    {
        var option = new Option<int?>(name) { Description = $"{description} 1 to {largest}.", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1 || result.GetValueOrDefault<int?>() > largest)
            {
                result.AddError($"{name}: a whole number from 1 to {largest}.");
            }
        });
        return option;
    }
}
