using Microsoft.Data.Sqlite;
using WebShop.Selling;

namespace WebShop.Tests.Selling;

public sealed class LedgerTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("webshop-tests-");
    private readonly Ledger _ledger;

    public LedgerTests()
    {
        _ledger = new Ledger(Path.Combine(_folder.FullName, "shop.db"));
        _ledger.Create(["mug"], 10);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_smaller_token_than_the_last_one_changes_nothing()
    {
        _ledger.WriteSale(Sale(token: 7), left: 9);

        Assert.Throws<StaleTokenException>(() => _ledger.WriteSale(Sale(token: 6), left: 5));
        Assert.Throws<StaleTokenException>(() => _ledger.WriteDelivery("mug", left: 99, count: 90, token: 6));

        var state = _ledger.ReadState();
        var mug = Assert.Single(state.Articles);
        Assert.Equal((10, 9, 1, 7), (mug.Delivered, mug.Left, mug.Sold, mug.Token));
    }

    [Fact]
    public void A_holder_may_write_several_times()
    {
        _ledger.WriteDelivery("mug", left: 11, count: 1, token: 7);
        _ledger.WriteSale(Sale(token: 7), left: 10);
        _ledger.WriteSale(Sale(token: 8), left: 9);

        Assert.Equal(9, _ledger.Read("mug").Left);
    }

    [Fact]
    public void Sales_after_ones_own_are_hand_overs_and_sales_after_those_of_others_are_passes()
    {
        _ledger.Register("shop-1", "http://127.0.0.1:1");
        _ledger.Register("shop-2", "http://127.0.0.1:2");
        string[] sellers = ["shop-1", "shop-1", "shop-1", "shop-2", "shop-1"];
        foreach (var (number, seller) in sellers.Index())
        {
            _ledger.WriteSale(Sale(token: number, seller, _ledger.Read("mug").LastSeller), left: 9 - number);
        }

        var state = _ledger.ReadState();

        Assert.Equal([("shop-1", 4, 2, 1), ("shop-2", 1, 0, 1)], state.Instances.Select(each => (each.Name, each.Sales, each.HandOvers, each.Passes)));
        Assert.Equal(sellers, Assert.Single(state.Articles).LastSellers);
        Assert.Equal(0, state.TokensThatDidNotGrow);
    }

    [Fact]
    public void Two_sales_with_one_token_are_told()
    {
        _ledger.WriteSale(Sale(token: 7), left: 9);
        _ledger.WriteSale(Sale(token: 7), left: 8);

        Assert.Equal(1, _ledger.ReadState().TokensThatDidNotGrow);
    }

    private static Sale Sale(long token, string seller = "shop-1", string? previousSeller = null) => new("mug", "somebody", seller, previousSeller, token);
}
