using System.Globalization;
using Microsoft.CodeAnalysis;
using ZkLockAttr.Generator.LockedMethods;
using ZkLockAttr.Generator.Tests.Harness;

namespace ZkLockAttr.Generator.Tests.Diagnostics;

/// <summary>ZKL0206 to ZKL0209 and ZKL0215: placeholders whose text is missing, incomplete, or not the same for the same value, and names that are written twice.</summary>
public class NameAdviceTests
{
    [Theory]
    [InlineData("{|ZKL0206:{order.Note}|}", "where 'order.Note' can be null")]
    [InlineData("{|ZKL0206:{order.Parent.Parent.Id}|}", "where 'order.Parent' can be null")]
    [InlineData("{|ZKL0206:{maybe}|}", "where 'maybe' can be null")]
    [InlineData("{|ZKL0206:{maybeDay.Day}|}", "where 'maybeDay' can be null")]
    [InlineData("{|ZKL0206:{this.Tenant}|}", "where 'this.Tenant' can be null")]
    [InlineData("{|ZKL0207:{price}|}", "of type 'decimal', whose text can differ where the values are equal, so that both get the lock: write a fixed number of digits, as '{price:F2}', or lock by an id")]
    [InlineData("{|ZKL0207:{order.Weight}|}", "as '{order.Weight:F2}'")]
    [InlineData("{|ZKL0207:{small}|}", "as '{small:F2}'")]
    [InlineData("{|ZKL0207:{half}|}", "as '{half:F2}'")]
    [InlineData("{|ZKL0207:{when}|}", "of type 'DateTimeOffset', whose text can differ where the values are equal, so that both get the lock: write '{when.UtcDateTime:O}'")]
    [InlineData("{|ZKL0207:{when:O}|}", "write '{when.UtcDateTime:O}'")]
    [InlineData("{|ZKL0208:{day}|}", "of type 'DateTime' without a format, whose text leaves out the time zone and fractions of a second: write '{day:O}'")]
    [InlineData("{|ZKL0208:{time}|}", "of type 'TimeOnly' without a format, whose text leaves out the seconds: write '{time:O}'")]
    [InlineData("{|ZKL0209:{kind}|}", "of the enum 'Kind', so renaming a member changes the lock: write '{kind:D}'")]
    [InlineData("{|ZKL0209:{kind:G}|}", "write '{kind:D}'")]
    public async Task Placeholders(string template, string message)
    {
        var diagnostics = await With(template);
        Assert.Contains(message, Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public Task Null_and_another_thing_at_once() => With("{|ZKL0206:{|ZKL0208:{maybeDay}|}|}");

    [Theory]
    [InlineData("{order.Id}/{order.Name}/{maybe.Value}/{order.Name.Length}")]
    [InlineData("{price:F2}/{order.Weight:0.000}/{small:F0}/{when:u}/{when:R}/{when.UtcDateTime:O}")]
    [InlineData("{day:O}/{day:yyyy-MM-dd}/{time:O}/{date}/{span}")]
    [InlineData("{kind:D}/{kind:X}/{weekday}")]
    public Task Good(string template) => With(template);

    [Theory]
    [InlineData("a\", {|ZKL0215:\"a\"|}, \"b", "a")]
    [InlineData("a\", \"b\", {|ZKL0215:\"a\"|}, Provider = \"locks", "a")]
    [InlineData("{order.Id}\", {|ZKL0215:\"{order.Id}\"|}, \"{order.Id}b", "{order.Id}")]
    public async Task The_same_name_twice(string names, string name)
    {
        var diagnostics = await With(names);
        Assert.Equal(
            $"'RunAsync' takes the lock '{name}' twice, which is the same as once: remove one of them, or write another name",
            Assert.Single(diagnostics).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_same_name_three_times() => Assert.Equal(2, (await With("a\", {|ZKL0215:\"a\"|}, {|ZKL0215:\"a\"|}, \"b")).Count);

    [Theory]
    [InlineData("a\", \"b\", \"A")]
    [InlineData("{order.Id}\", \"{maybe.Value}\", \"{order.Name}")]
    public Task Names_apart(string names) => With(names);

    [Fact]
    public Task Each_of_several_names() => With("{|ZKL0206:{maybe}|}\", \"b\", \"{|ZKL0208:{day}|}-{|ZKL0209:{kind}|}");

    [Fact]
    public Task The_name_of_a_semaphore() => Flagged.By<LockedMethodAdviceAnalyzer>("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedSemaphore("a/{|ZKL0207:{price}|}", 3, Timeout = "1s")] public partial Task RunAsync(decimal price);
            [DistributedSemaphore("b", 3)] public partial Task {|ZKL0307:WaitAsync|}();
            [DistributedSemaphore({|ZKL0017:"c"|}, 3, Timeout = "1s")] public partial Task EachAsync<T>();
            private Task RunAsyncCore(decimal price) => Task.CompletedTask;
            private Task WaitAsyncCore() => Task.CompletedTask;
            private Task EachAsyncCore<T>() => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task A_type_argument_in_none_of_several_names() => Flagged.By<LockedMethodAdviceAnalyzer>("""
        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock({|ZKL0017:"a"|}, "b/{id}", Timeout = "1s")] public partial Task RunAsync<T>(int id);
            [DistributedLock("a", "b/{T}", Timeout = "1s")] public partial Task StopAsync<T>(int id);
            private Task RunAsyncCore<T>(int id) => Task.CompletedTask;
            private Task StopAsyncCore<T>(int id) => Task.CompletedTask;
        }
        """);

    [Fact]
    public Task References_that_say_nothing_of_null() => Flagged.By<LockedMethodAdviceAnalyzer>("""
        #nullable disable
        public class Order { public string Note => ""; public Order Parent => null; }

        public partial class Service(IDistributedLocks locks)
        {
            [DistributedLock("a/{order.Note}/{order.Parent.Note}/{note}", Timeout = "1s")] public partial Task RunAsync(Order order, string note);
            private Task RunAsyncCore(Order order, string note) => Task.CompletedTask;
        }
        """);

    private static Task<IReadOnlyList<Diagnostic>> With(string template) => Flagged.By<LockedMethodAdviceAnalyzer>($$"""
        public record Order(int Id, string Name, string? Note, double Weight, Order? Parent);
        public enum Kind { One, Other }

        public partial class Service(IDistributedLocks locks)
        {
            public string? Tenant => null;

            [DistributedLock("{{template}}", Timeout = "1s")] public partial Task RunAsync(
                Order order, decimal price, float small, Half half, DateTimeOffset when, DateTime day, DateTime? maybeDay, DateOnly date, TimeOnly time, TimeSpan span,
                Kind kind, DayOfWeek weekday, int? maybe);

            private Task RunAsyncCore(
                Order order, decimal price, float small, Half half, DateTimeOffset when, DateTime day, DateTime? maybeDay, DateOnly date, TimeOnly time, TimeSpan span,
                Kind kind, DayOfWeek weekday, int? maybe) => Task.CompletedTask;
        }
        """);
}
