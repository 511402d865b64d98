namespace ZkLockAttr.Generator.Tests.Running;

/// <summary>Through generated code, different values never share a lock, whatever text parts them; equal values always do.</summary>
public partial class InjectiveNameTests
{
    private const string Alphabet = "-%/._2a5FDE1{} ~\0\uD83D\uDE00é";

    private static readonly Action<FakeLocks, string, string>[] Locked = [Dash, Slash, Percent, QueueNode, Digit, Braces, DashTwice, Around];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Two_texts(int seed)
    {
        foreach (var locked in Locked)
        {
            AssertInjective(seed, random => (Text(random), Text(random)), (locks, values) => locked(locks, values.Item1, values.Item2));
        }
    }

    [Fact]
    public void A_number_and_a_text() => AssertInjective(
        3, random => (random.Next(-30, 30), Text(random)), (locks, values) => Number(locks, values.Item1, values.Item2));

    [Fact]
    public void A_day_and_a_text() => AssertInjective(
        4, random => (new DateOnly(2026, 1, 1).AddDays(random.Next(40)), Text(random)), (locks, values) => Day(locks, values.Item1, values.Item2));

    [DistributedLock("{a}-{b}")]
    private static partial void Dash(FakeLocks locks, string a, string b);

    [DistributedLock("{a}/{b}")]
    private static partial void Slash(FakeLocks locks, string a, string b);

    [DistributedLock("{a}%{b}")]
    private static partial void Percent(FakeLocks locks, string a, string b);

    [DistributedLock("{a}__lock__{b}")]
    private static partial void QueueNode(FakeLocks locks, string a, string b);

    [DistributedLock("{a}2{b}")]
    private static partial void Digit(FakeLocks locks, string a, string b);

    [DistributedLock("{a}}}{{{b}")]
    private static partial void Braces(FakeLocks locks, string a, string b);

    [DistributedLock("{a}-{b}-{a}")]
    private static partial void DashTwice(FakeLocks locks, string a, string b);

    [DistributedLock("x-{a}-/-{b}-y")]
    private static partial void Around(FakeLocks locks, string a, string b);

    [DistributedLock("{number}-{text}")]
    private static partial void Number(FakeLocks locks, int number, string text);

    [DistributedLock("{day:yyyy-MM-dd}-{text}")]
    private static partial void Day(FakeLocks locks, DateOnly day, string text);

    private static void DashCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void SlashCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void PercentCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void QueueNodeCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void DigitCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void BracesCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void DashTwiceCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void AroundCore(FakeLocks locks, string a, string b) => Assert.Single(locks.Requests);

    private static void NumberCore(FakeLocks locks, int number, string text) => Assert.Single(locks.Requests);

    private static void DayCore(FakeLocks locks, DateOnly day, string text) => Assert.Single(locks.Requests);

    private static void AssertInjective<T>(int seed, Func<Random, T> draw, Action<FakeLocks, T> call)
        where T : notnull
    {
        var random = new Random(seed);
        var locks = new FakeLocks();
        var valuesOf = new Dictionary<string, T>();
        var nameOf = new Dictionary<T, string>();
        for (var i = 0; i < 10_000; i++)
        {
            var values = draw(random);
            locks.Requests.Clear();
            call(locks, values);
            var name = Assert.Single(locks.Requests).Name;
            Assert.True(valuesOf.TryAdd(name, values) || values.Equals(valuesOf[name]), $"Seed {seed}: {values} and {valuesOf[name]} are both '{name}'.");
            Assert.True(nameOf.TryAdd(values, name) || name == nameOf[values], $"Seed {seed}: {values} is '{name}' and '{nameOf[values]}'.");
        }
    }

    private static string Text(Random random) => random.Next(12) == 0
        ? $"__lock__{random.Next(3)}"
        : string.Create(random.Next(1, 4), random, static (span, random) =>
        {
            foreach (ref var c in span)
            {
                c = Alphabet[random.Next(Alphabet.Length)];
            }
        });
}
