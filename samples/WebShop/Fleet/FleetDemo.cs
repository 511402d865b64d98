using Microsoft.Data.Sqlite;
using WebShop.Selling;
using ZkLockAttr.Testing;

namespace WebShop.Fleet;

/// <summary>The demo: three instances of the shop, buyers, and what came of it.</summary>
internal static class FleetDemo
{
    private const int Success = 0;
    private const int Failed = 1;
    private const int LockBroken = 3;

    public static async Task<int> RunAsync(FleetOptions options, CancellationToken cancellationToken)
    {
        using var server = options.ZooKeeper is null ? ZooKeeperTestServer.Start() : null;
        var folder = options.Database is null ? Directory.CreateTempSubdirectory("webshop-") : null;
        try
        {
            var database = options.Database ?? Path.Combine(folder!.FullName, "shop.db");
            var ledger = new Ledger(database);
            ledger.Create(options.Articles, options.Stock);
            Introduce(options, server?.ConnectionString);

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            if (options.Duration is { } duration)
            {
                stop.CancelAfter(duration);
            }

            var failures = await SellAsync(options, options.ZooKeeper ?? server!.ConnectionString, database, stop.Token);
            var state = ledger.ReadState();
            Summary.Print(state, failures);
            return options.WithoutLock || (state.Articles.All(article => article.Oversold == 0) && state.TokensThatDidNotGrow == 0) ? Success : LockBroken;
        }
        catch (Exception exception) when (exception is InvalidOperationException or SqliteException)
        {
            Console.Error.WriteLine(exception.Message);
            return Failed;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder?.Delete(recursive: true);
        }
    }

    private static void Introduce(FleetOptions options, string? ownServer)
    {
        Console.WriteLine(ownServer is null
            ? $"ZooKeeper  {options.ZooKeeper}"
            : $"ZooKeeper  {ownServer}, inside this process, in memory: for demos and tests");
        Console.WriteLine(options.WithoutLock
            ? "Lock       none: Checkout.SellWithoutLockAsync"
            : "Lock       [DistributedLock(\"stock/{article}\")] on Checkout.SellAsync");
        Console.WriteLine($"Stock      {options.Articles.Count} articles, {options.Stock} of each, for {options.Buyers} buyers");
    }

    // Returns how many orders failed.
    private static async Task<int> SellAsync(FleetOptions options, string zooKeeper, string database, CancellationToken cancellationToken)
    {
        using var buyers = new Buyers(options);
        var instances = new List<InstanceProcess>();
        try
        {
            for (var number = 1; number <= FleetOptions.Instances; number++)
            {
                instances.Add(InstanceProcess.Start($"shop-{number}", zooKeeper, database, options));
            }

            foreach (var instance in instances)
            {
                await instance.WaitUntilReadyAsync(cancellationToken);
                Console.WriteLine($"{instance.Name,-10} {instance.Address}, process {instance.ProcessId}");
            }

            Console.WriteLine($"Page       {instances[0].Address}" + (options.RunToEnd ? "" : " (Ctrl+C ends the sale)"));
            await buyers.ShopAsync([.. instances.Select(instance => instance.Address)], cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The sale is over.
        }
        finally
        {
            await Task.WhenAll(instances.Select(instance => instance.DisposeAsync().AsTask()));
        }

        return buyers.Failures;
    }
}
