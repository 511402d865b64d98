using System.Text.Json.Serialization;

namespace WebShop.Serving;

/// <summary>What the page shows.</summary>
internal sealed record Snapshot(string Instance, bool WithoutLock, IReadOnlyList<ArticleView> Articles, IReadOnlyList<InstanceView> Instances);

/// <summary>An article, who holds its lock, and who waits for it.</summary>
internal sealed record ArticleView(
    string Name, long Delivered, long Left, long Sold, long Oversold, long Token, string? Holder, IReadOnlyList<string> Waiters, IReadOnlyList<string> LastSellers);

/// <summary>An instance, how many locks it holds, and for how many it waits.</summary>
internal sealed record InstanceView(string Name, string Address, long Sales, int Holds, int Waits, long HandOvers, long Passes);

[JsonSerializable(typeof(Snapshot))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ShopJson : JsonSerializerContext;
