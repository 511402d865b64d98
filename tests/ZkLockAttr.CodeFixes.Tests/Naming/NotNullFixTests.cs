using ZkLockAttr.CodeFixes.Naming;
using ZkLockAttr.CodeFixes.Tests.Harness;

namespace ZkLockAttr.CodeFixes.Tests.Naming;

/// <summary>ZKL0206: what a name needs cannot be null, or is said to be there.</summary>
public class NotNullFixTests
{
    private const string Id = "ZKL0206";
    private const string NotNullable = "Make the parameter not nullable";
    private const string Value = "Write the value";

    [Theory]
    [InlineData("{id}", "int? id", "int id")]
    [InlineData("{ @event }", "string? @event", "string @event")]
    [InlineData("{order.Id}", "Order? order", "Order order")]
    public Task A_parameter(string name, string before, string after) =>
        Fixed.ByOne(new NotNullFix(), Id, Code(name, before), Code(name, after), NotNullable);

    [Theory]
    [InlineData("{id}", "{id.Value}", "int? id")]
    [InlineData("{ id :D4}", "{ id.Value :D4}", "int? id")]
    [InlineData("{id}/{id}", "{id.Value}/{id.Value}", "int? id")]
    [InlineData("{point.X}", "{point.Value.X}", "Point? point")]
    [InlineData("{order.Weight}", "{order.Weight.Value}", "Order order")]
    [InlineData("b\", \"{id}", "b\", \"{id.Value}", "int? id")]
    [InlineData("{a.At.X}/b", "{a.At.Value.X}/b", "Order a")]
    [InlineData("{ a . At . X }", "{ a . At.Value . X }", "Order a")]
    public Task A_nullable_struct(string before, string after, string parameter) =>
        Fixed.ByOne(new NotNullFix(), Id, Code(before, parameter), Code(after, parameter), Value);

    [Fact]
    public async Task What_is_offered() => Assert.Equal(
        ["Make 'point' not nullable", "Write '{point.Value.X}', which throws where there is no value"],
        await Fixed.Titles(new NotNullFix(), Id, Code("{point.X}", "Point? point")));

    [Theory]
    [InlineData("service.RunAsync(null)")]
    [InlineData("service.RunAsync(maybe)")]
    [InlineData("((Func<int?, Task>)service.RunAsync)(1)")]
    public async Task A_caller_may_not_know_the_value(string call) => Assert.Equal(
        ["Write '{id.Value}', which throws where there is no value"],
        await Fixed.Titles(
            new NotNullFix(), Id, Code("{id}", "int? id"), $"public class Caller {{ public Task Call(Service service, int? maybe) {{ _ = maybe; return {call}; }} }}"));

    [Fact]
    public Task Each_of_several_names_at_once() =>
        Fixed.InEveryScope(new NotNullFix(), Id, Code("{id}\", \"{id}/{id}", "int? id"), Code("{id.Value}\", \"{id.Value}/{id.Value}", "int? id"), Value);

    [Fact]
    public Task All_at_once() =>
        Fixed.InEveryScope(new NotNullFix(), Id, Code("{id}/{order.Id}", "int? id, Order? order"), Code("{id}/{order.Id}", "int id, Order order"), NotNullable);

    [Fact]
    public Task All_values_at_once() =>
        Fixed.InEveryScope(new NotNullFix(), Id, Code("{id}/{a.Weight}", "int? id, Order a"), Code("{id.Value}/{a.Weight.Value}", "int? id, Order a"), Value);

    [Theory]
    [InlineData("{order.Coupon}", "Order order", "")]
    [InlineData("{id}", "string? id = null", "")]
    [InlineData("{id}", "string? id", "public interface IRun { Task RunAsync(string? id); } public partial class Service : IRun;")]
    [InlineData("{id}", "string? id", "public class Caller { public Task Call(Service service) => service.RunAsync(null); }")]
    public Task No_fix(string name, string parameter, string others) => Fixed.NotOffered(new NotNullFix(), Id, Code(name, parameter), others);

    private static string Code(string name, string parameters) => $$"""
        public partial class Service(IDistributedLocks locks)
        {
            public record struct Point(int X);
            public record Order(int Id, string? Coupon, int? Weight, Point? At);

            [DistributedLock("{{name}}")] public partial Task RunAsync({{parameters}});

            private Task RunAsyncCore({{parameters.Replace(" = null", "", StringComparison.Ordinal)}}) => Task.CompletedTask;
        }
        """;
}
