using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using WebShop.Selling;
using ZkLockAttr;

namespace WebShop.Serving;

/// <summary>What all instances do, from the database and from the queues of the locks.</summary>
internal sealed partial class LiveView(IDistributedLocks locks, Ledger ledger, ShopOptions shop, IHostApplicationLifetime host)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    /// <summary>A snapshot now, and another one every 200 ms, until the page is closed or the host stops.</summary>
    public async IAsyncEnumerable<Snapshot> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        while (!end.IsCancellationRequested)
        {
            yield return await ReadAsync(cancellationToken);
            await Task.Delay(Interval, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<Snapshot> ReadAsync(CancellationToken cancellationToken)
    {
        var state = ledger.ReadState();
        var articles = new List<ArticleView>();
        foreach (var article in state.Articles)
        {
            var contenders = await locks.GetContendersAsync($"stock/{article.Name}", cancellationToken);
            articles.Add(new ArticleView(
                article.Name,
                article.Delivered,
                article.Left,
                article.Sold,
                article.Oversold,
                article.Token,
                contenders.Where(contender => contender.IsHolder).Select(InstanceOf).FirstOrDefault(),
                [.. contenders.Where(contender => !contender.IsHolder).Select(InstanceOf)],
                article.LastSellers));
        }

        var instances = state.Instances.Select(instance => new InstanceView(
            instance.Name,
            instance.Address,
            instance.Sales,
            articles.Count(article => article.Holder == instance.Name),
            articles.Count(article => article.Waiters.Contains(instance.Name)),
            instance.HandOvers,
            instance.Passes));
        return new Snapshot(shop.Instance, shop.WithoutLock, articles, [.. instances]);
    }

    // An instance's name is the ApplicationName of its locks: "machine=... process=shop-1 pid=...".
    private static string InstanceOf(LockContender contender) =>
        ApplicationName().Match(contender.Description) is { Success: true } match ? match.Groups[1].Value : contender.Client;

    [GeneratedRegex(@" process=(.*) pid=\d+\z")]
    private static partial Regex ApplicationName();
}
