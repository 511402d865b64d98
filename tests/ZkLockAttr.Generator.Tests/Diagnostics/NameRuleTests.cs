using System.Globalization;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0201 to ZKL0211: names that are none.</summary>
public class NameRuleTests
{
    [Theory]
    [InlineData("orders/{|ZKL0201:{oder.Id}|}", "the method has no parameter 'oder'; did you mean '{order.Id}'?")]
    [InlineData("orders/{|ZKL0201:{order.Idd}|}", "'Order' has no member 'Idd'; did you mean '{order.Id}'?")]
    [InlineData("orders/{|ZKL0201:{Tenant}|}", "the method has no parameter 'Tenant'; did you mean '{this.Tenant}'?")]
    [InlineData("orders/{|ZKL0201:{Tennant}|}", "the method has no parameter 'Tennant'; did you mean '{this.Tenant}'?")]
    [InlineData("orders/{|ZKL0201:{somethingElse}|}", "the method has no parameter 'somethingElse'")]
    [InlineData("orders/{|ZKL0201:{this.Tenat}|}", "'Service<TOuter>' has no member 'Tenat'; did you mean '{this.Tenant}'?")]
    [InlineData("{|ZKL0203:{Order.Id}|}", "write '{order.Id}'")]
    [InlineData("{|ZKL0203:{order.id}|}", "write '{order.Id}'")]
    [InlineData("{|ZKL0203:{this.tenant}|}", "write '{this.Tenant}'")]
    [InlineData("{|ZKL0203:{t}|}", "write '{T}'")]
    [InlineData("orders/{|ZKL0202:{|}order.Id", "a '{' without its '}'")]
    [InlineData("orders/order.Id{|ZKL0202:}|}", "a '}' without its '{'")]
    [InlineData("orders/{|ZKL0202:{|}order{.Id}", "a '{' without its '}'")]
    [InlineData("orders/{|ZKL0202:{}|}", "a placeholder without a name")]
    [InlineData("orders/{|ZKL0202:{ }|}", "a placeholder without a name")]
    [InlineData("orders/{|ZKL0202:{day:}|}", "a placeholder with an empty format")]
    [InlineData("{|ZKL0204:{order.Secret}|}", "'Secret' is not accessible from 'Service'")]
    [InlineData("{|ZKL0204:{order.WriteOnly}|}", "'WriteOnly' is write-only")]
    [InlineData("{|ZKL0204:{order.HalfSecret}|}", "the getter of 'HalfSecret' is not accessible from 'Service'")]
    [InlineData("{|ZKL0204:{order.Compute}|}", "'Compute' is a method")]
    [InlineData("{|ZKL0204:{order.Compute()}|}", "only names and their members")]
    [InlineData("{|ZKL0204:{order?.Id}|}", "only names and their members")]
    [InlineData("{|ZKL0204:{list[0]}|}", "only names and their members")]
    [InlineData("{|ZKL0204:{order.Shared}|}", "'Shared' is static")]
    [InlineData("{|ZKL0204:{order.Changed}|}", "neither a field nor a property")]
    [InlineData("{|ZKL0204:{T.Name}|}", "'T' is a type parameter: write '{T}'")]
    [InlineData("{|ZKL0205:{anything}|}", "whose text is not known")]
    [InlineData("{|ZKL0205:{dynamic}|}", "whose text is not known")]
    [InlineData("{|ZKL0205:{list}|}", "a collection")]
    [InlineData("{|ZKL0205:{array}|}", "a collection")]
    [InlineData("{|ZKL0205:{action}|}", "a delegate")]
    [InlineData("{|ZKL0205:{task}|}", "whose text is only the name of its type")]
    [InlineData("{|ZKL0205:{stop}|}", "whose text is only the name of its type")]
    [InlineData("{|ZKL0205:{order}|}", "a record, whose text lists all its members")]
    [InlineData("{|ZKL0205:{point}|}", "a record, whose text lists all its members")]
    [InlineData("{|ZKL0205:{plain}|}", "whose text is only the name of its type")]
    [InlineData("{|ZKL0205:{pair}|}", "a tuple")]
    [InlineData("{|ZKL0205:{any}|}", "which can be any type")]
    [InlineData("{|ZKL0205:{this}|}", "whose text is only the name of its type")]
    [InlineData("{|ZKL0205:{sequence}|}", "whose text is not known")]
    public async Task Placeholders(string template, string message)
    {
        var diagnostics = await With($"\"{template}\"");
        Assert.Contains(message, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{|ZKL0210:\"\"|}", "it is empty")]
    [InlineData("{|ZKL0210:null!|}", "it is null")]
    [InlineData("{|ZKL0210:\"/orders\"|}", "it begins with '/'")]
    [InlineData("{|ZKL0210:\"orders/\"|}", "it ends with '/'")]
    [InlineData("{|ZKL0210:\"{day:O}/\"|}", "it ends with '/'")]
    [InlineData("{|ZKL0210:\"a//b\"|}", "it has an empty segment, '//'")]
    [InlineData("{|ZKL0210:\"a/./b\"|}", "it has the segment '.'")]
    [InlineData("{|ZKL0210:\"..\"|}", "it has the segment '..'")]
    [InlineData("{|ZKL0210:\"a\\0b\"|}", "it has the character U+0000")]
    [InlineData("{|ZKL0210:\"a\\u0085b\"|}", "it has the character U+0085")]
    [InlineData("{|ZKL0210:\"😀\"|}", "it has the character U+D83D")]
    [InlineData("{|ZKL0210:\"a\\uFFF0\"|}", "it has the character U+FFF0")]
    [InlineData("\"{|ZKL0211:{day:O}{order.Id}|}\"", "'{day}' and '{order.Id}' side by side")]
    [InlineData("\"a/{|ZKL0211:{order.Id}{order.Id}|}-{order.Id}\"", "'{order.Id}' and '{order.Id}' side by side")]
    [InlineData("@\"a/{|ZKL0201:{x}|}\"", "no parameter 'x'")]
    [InlineData("{|ZKL0201:\"a\\\\b/{x}\"|}", "no parameter 'x'")]
    [InlineData("{|ZKL0201:nameof(Service<int>) + \"/{x}\"|}", "no parameter 'x'")]
    public async Task Names(string argument, string message)
    {
        var diagnostics = await With(argument);
        Assert.Contains(message, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task An_out_parameter_and_a_static_this() => Flagged.ByAnalyzer("""
        public partial class Service
        {
            public string Tenant => "";
            [DistributedLock("{|ZKL0204:{id}|}/{|ZKL0204:{this.Tenant}|}")] public static partial void Run(IDistributedLocks locks, out int id);
            private static void RunCore(IDistributedLocks locks, out int id) => id = 1;
        }
        """);

    [Fact]
    public Task Several_at_once() => Flagged.ByAnalyzer("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("{|ZKL0201:{a}|}/{|ZKL0203:{ID}|}/{id}/{|ZKL0205:{list}|}")] public partial Task RunAsync(int id, List<int> list);
            private Task RunAsyncCore(int id, List<int> list) => Task.CompletedTask;
        }
        """);

    [Theory]
    [InlineData("{order.Id}.{order.Id}/..{order.Id}/.../.a")]
    [InlineData("{order.Name}/{order.Note.Length}/{order.When:O}/{order.Uri}/{order.Key}")]
    [InlineData("{custom}/{maybe}/{formattable}/{key}/{letter}/{kept}/{version}/{kind}/{list.Count}/{array.Length}/{pair.A}")]
    [InlineData("{this.Tenant}/{TOuter}/{T}/{stop.IsCancellationRequested}/{order.Inherited}")]
    [InlineData("a b/ä/日本/%/(x)/100%/a:b/{{")]
    public Task Good(string template) => With($"\"{template}\"");

    private static Task<IReadOnlyList<Microsoft.CodeAnalysis.Diagnostic>> With(string argument) => Flagged.ByAnalyzer($$"""
        public abstract class Entity { public int Inherited { get; set; } }
        public record Order(int Id, string Name, string? Note, DateTimeOffset When, Uri Uri, Guid Key) : Parent
        {
            private int Secret => 1;
            public int WriteOnly { set { } }
            public int HalfSecret { private get; set; }
            public int Compute() => Secret;
            public static int Shared => 1;
            public event Action Changed { add { } remove { } }
        }
        public record Parent { public int Inherited { get; set; } }
        public record struct Point(int X);
        public class Plain;
        public class Custom { public override string ToString() => ""; }

        public partial class Service<TOuter>(IDistributedLocks locks)
        {
            public string Tenant => "";

            [DistributedLock({{argument}})] public partial Task RunAsync<T, TKey>(
                Order order, DateTime day, object anything, dynamic dynamic, List<int> list, int[] array, Action action, Task task, Point point, Plain plain,
                (int A, int B) pair, T any, TKey key, IEnumerable<int> sequence, Custom custom, int? maybe, IFormattable formattable, char letter, bool kept,
                Version version, DayOfWeek kind, CancellationToken stop) where TKey : struct, IFormattable;

            private Task RunAsyncCore<T, TKey>(
                Order order, DateTime day, object anything, dynamic dynamic, List<int> list, int[] array, Action action, Task task, Point point, Plain plain,
                (int A, int B) pair, T any, TKey key, IEnumerable<int> sequence, Custom custom, int? maybe, IFormattable formattable, char letter, bool kept,
                Version version, DayOfWeek kind, CancellationToken stop) where TKey : struct, IFormattable => Task.CompletedTask;
        }
        """);
}
