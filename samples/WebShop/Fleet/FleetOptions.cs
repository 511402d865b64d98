namespace WebShop.Fleet;

internal sealed record FleetOptions
{
    public const int Instances = 3;

    public static IReadOnlyList<string> ArticleNames { get; } = ["espresso", "grinder", "kettle", "mug", "roaster", "scales"];

    /// <summary>The ensemble; null for a server inside this process.</summary>
    public required string? ZooKeeper { get; init; }

    /// <summary>The file of the database; null for a temporary one.</summary>
    public required string? Database { get; init; }

    public required bool WithoutLock { get; init; }

    /// <summary>Whether the demo ends when everything is sold.</summary>
    public required bool RunToEnd { get; init; }

    public required IReadOnlyList<string> Articles { get; init; }

    /// <summary>How many of each article there are at first.</summary>
    public required int Stock { get; init; }

    public required int Buyers { get; init; }

    public required TimeSpan PaymentTime { get; init; }

    /// <summary>After what time the demo ends at the latest; null for never.</summary>
    public required TimeSpan? Duration { get; init; }
}
