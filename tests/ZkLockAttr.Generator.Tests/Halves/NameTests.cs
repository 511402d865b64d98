using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Halves;

/// <summary>Name templates as the half writes them.</summary>
public class NameTests
{
    [Theory]
    [InlineData("orders", "$\"orders\"")]
    [InlineData("orders/{id}", "$\"orders/{id}\"")]
    [InlineData("orders/{ id }", "$\"orders/{id}\"")]
    [InlineData("orders/{@id}", "$\"orders/{id}\"")]
    [InlineData("{{{id}}}", "$\"{{{id}}}\"")]
    [InlineData("{{id}}", "$\"{{id}}\"")]
    [InlineData("a\\\\b\\\"c{id}", "$\"a\\\\b\\\"c{id}\"")]
    [InlineData("a\\u2028b", "$\"a\\u2028b\"")]
    [InlineData("größe/{id}", "$\"größe/{id}\"")]
    [InlineData("{day:O}", "$\"{day:O}\"")]
    [InlineData("{day:HH:mm }", "$\"{day:HH:mm}\"")]
    [InlineData("{day:yyyy\\\\\\\"MM}", "$\"{day:yyyy\\\\\\\"MM}\"")]
    [InlineData("{order.Id}/{order.Customer.Name}", "$\"{order.Id}/{order.Customer.Name}\"")]
    [InlineData("{maybe.Id}/{maybe.Customer.Name}", "$\"{maybe?.Id}/{maybe?.Customer.Name}\"")]
    [InlineData("{when.Year}/{when.Value.Year}", "$\"{when?.Year}/{when.Value.Year}\"")]
    [InlineData("{this.Tenant}/{this._secret}", "$\"{this.Tenant}/{this._secret}\"")]
    [InlineData("{T}/{TOuter}", "$\"{typeof(T)}/{typeof(TOuter)}\"")]
    [InlineData("{pair.Left}", "$\"{pair.Left}\"")]
    [InlineData("{kind}/{key}/{ids.Count}/{uri}/{kept}", "$\"{kind}/{key}/{ids.Count}/{uri}/{kept}\"")]
    public void Templates(string template, string expected)
    {
        var run = GeneratorRun.OfGood($$"""
            public record Customer(string Name);
            public record Order(int Id, Customer Customer);

            public partial class Service<TOuter>(IDistributedLocks locks)
            {
                private readonly string _secret = "s";
                protected string Tenant => _secret;

                [DistributedLock("{{template}}")]
                public partial Task RunAsync<T, TKey>(
                    int id, DateTime day, Order order, Order? maybe, DateTime? when, (int Left, int Right) pair, DayOfWeek kind, TKey key, List<int> ids,
                    Uri uri, bool kept) where TKey : IEquatable<TKey>;

                private Task RunAsyncCore<T, TKey>(
                    int id, DateTime day, Order order, Order? maybe, DateTime? when, (int Left, int Right) pair, DayOfWeek kind, TKey key, List<int> ids,
                    Uri uri, bool kept) where TKey : IEquatable<TKey> => Task.CompletedTask;
            }
            """);

        Assert.Contains($"LockedCall.Name({expected}))", Assert.Single(run.Result.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_verbatim_or_constant_name()
    {
        var run = GeneratorRun.OfGood("""
            public partial class Service(IDistributedLocks locks)
            {
                private const string Root = @"a\b";
                [DistributedLock(Root + "/{id}")] public partial Task RunAsync(int id);
                private Task RunAsyncCore(int id) => Task.CompletedTask;
            }
            """);

        Assert.Contains("""Name($"a\\b/{id}")""", Assert.Single(run.Result.GeneratedSources).SourceText.ToString(), StringComparison.Ordinal);
    }
}
