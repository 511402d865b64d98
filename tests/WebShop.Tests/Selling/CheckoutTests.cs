using WebShop.Selling;
using ZkLockAttr;

namespace WebShop.Tests.Selling;

public sealed class CheckoutTests
{
    private const int Limit = 60_000;
    private const string Article = TwoInstances.Article;

    [Fact(Timeout = Limit)]
    public async Task With_the_lock_the_last_piece_is_sold_once()
    {
        await using var shop = new TwoInstances(stock: 1);
        var one = shop.First.SellAsync(Article, "one", CancellationToken.None);
        var payment = await shop.Till.NextAsync();
        var two = shop.Second.SellAsync(Article, "two", CancellationToken.None);
        await shop.WaitForWaiterAsync();
        Assert.Equal(0, shop.Till.Waiting);

        payment.SetResult();

        Assert.True(await one);
        Assert.False(await two);
        shop.AssertArticle(sold: 1, left: 0, oversold: 0);
    }

    [Fact(Timeout = Limit)]
    public async Task Without_the_lock_the_last_piece_is_sold_twice()
    {
        await using var shop = new TwoInstances(stock: 1);
        var one = shop.First.SellWithoutLockAsync(Article, "one", CancellationToken.None);
        var two = shop.Second.SellWithoutLockAsync(Article, "two", CancellationToken.None);

        (await shop.Till.NextAsync()).SetResult();
        (await shop.Till.NextAsync()).SetResult();

        Assert.True(await one);
        Assert.True(await two);
        shop.AssertArticle(sold: 2, left: 0, oversold: 1);
    }

    [Fact(Timeout = Limit)]
    public async Task Who_has_lost_the_lock_while_paying_writes_nothing()
    {
        await using var shop = new TwoInstances(stock: 10);
        var late = shop.First.SellAsync(Article, "one", CancellationToken.None);
        var latePayment = await shop.Till.NextAsync();
        shop.Server.ExpireAllSessions();
        var next = shop.Second.SellAsync(Article, "two", CancellationToken.None);
        (await shop.Till.NextAsync()).SetResult();
        Assert.True(await next);

        latePayment.SetResult();

        // Whether it knows by now that the lock is lost is a matter of luck: that is what the token is for.
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => late);
        Assert.IsType<StaleTokenException>((failure as LockLostException)?.InnerException ?? failure);
        shop.AssertArticle(sold: 1, left: 9, oversold: 0);
    }

    [Fact(Timeout = Limit)]
    public async Task A_delivery_waits_for_the_sale_that_is_under_way()
    {
        await using var shop = new TwoInstances(stock: 1);
        var sale = shop.First.SellAsync(Article, "one", CancellationToken.None);
        var payment = await shop.Till.NextAsync();
        var delivery = shop.Second.DeliverAsync(Article, 5, CancellationToken.None);
        await shop.WaitForWaiterAsync();

        payment.SetResult();

        Assert.True(await sale);
        await delivery;
        shop.AssertArticle(sold: 1, left: 5, oversold: 0);
    }
}
