namespace WebShop;

/// <summary>The section <c>Shop</c> of the configuration of an instance.</summary>
internal sealed class ShopOptions
{
    public const string Section = "Shop";

    /// <summary>What this instance is called, on the page and in the nodes of its locks.</summary>
    public string Instance { get; set; } = Environment.MachineName;

    /// <summary>The file of the SQLite database that all instances share.</summary>
    public string Database { get; set; } = "shop.db";

    /// <summary>How long a payment takes.</summary>
    public TimeSpan PaymentTime { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Whether articles are sold without the lock, to see what happens.</summary>
    public bool WithoutLock { get; set; }

    /// <summary>Whether it stops when its standard input is closed: for instances that the demo starts.</summary>
    public bool StopsWithStdin { get; set; }
}
