namespace WebShop.Tests.Browser;

[Trait("Category", "Sample")]
[Trait("Needs", "Browser")]
public sealed class PageTests
{
    [BrowserFact]
    public async Task The_page_shows_the_sale_as_it_goes_on_and_takes_orders_and_deliveries()
    {
        await using var shop = ShopProcess.Start("--stock", "300", "--payment-ms", "50");
        await using var page = await ShopPage.OpenAsync(await shop.WaitForPageAsync());

        await page.WaitForAtLeastAsync("#sold", 1);
        var sold = await page.ReadAsync("#sold");
        await page.WaitForAtLeastAsync("#sold", sold + 1);
        foreach (var instance in (string[])["shop-1", "shop-2", "shop-3"])
        {
            await page.WaitForAtLeastAsync($"tr[data-instance={instance}] .sales", 1);
            await page.WaitForAtLeastAsync($"tr[data-instance={instance}] .passes", 1);
            await page.WaitForAtLeastAsync($"tr[data-instance={instance}] .holds", 1);
            await page.WaitForAtLeastAsync($"tr[data-instance={instance}] .waits", 1);
        }

        Assert.Equal(204, await page.ClickAsync("grinder", "Deliver 50"));
        await page.WaitForAtLeastAsync("article[data-article=grinder] .delivered", 350);
        Assert.Equal(201, await page.ClickAsync("espresso", "Buy one"));
        Assert.Equal(1, SalesDatabase.CountSalesTo(shop.Database, "you"));
        await page.WaitForAtLeastAsync("#sold", 200);
        await page.PhotographAsync("webshop.png");
        Assert.Equal(0, await page.ReadAsync("#oversold"));
    }

    [BrowserFact]
    public async Task Without_the_lock_the_page_shows_how_many_are_oversold()
    {
        await using var shop = ShopProcess.Start("--without-lock", "--stock", "40", "--payment-ms", "50");
        await using var page = await ShopPage.OpenAsync(await shop.WaitForPageAsync());

        await page.WaitForAtLeastAsync("#oversold", 1);
        await page.WaitForAtLeastAsync("#sold", 200);
        await page.PhotographAsync("webshop-without-lock.png");

        Assert.True(await page.Page.Locator(".alarm").First.IsVisibleAsync());
    }
}
