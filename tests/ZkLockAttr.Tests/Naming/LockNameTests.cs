using System.Globalization;
using ZkLockAttr.CompilerServices;

namespace ZkLockAttr.Tests.Naming;

public sealed class LockNameTests
{
    [Theory]
    [InlineData("test", "test")]
    [InlineData("orders/42", "orders/42")]
    [InlineData("100%", "100%25")]
    [InlineData("a b", "a b")]
    [InlineData("größe/日本", "größe/日本")]
    [InlineData("block-12", "block-12")]
    [InlineData("x__lock__0000000001", "x__lock__000000000%31")]
    [InlineData("x__rlock__-000000005/y", "x__rlock__-00000000%35/y")]
    [InlineData("__sem12__7", "__sem12__%37")]
    [InlineData("__sem__7", "__sem__7")]
    [InlineData("x__lock__", "x__lock__")]
    [InlineData("...", "...")]
    public void A_string_is_a_path(string name, string expected) => Assert.Equal(expected, LockName.FromString(name).ToString());

    [Theory]
    [InlineData("", "empty segment")]
    [InlineData("/a", "empty segment")]
    [InlineData("a/", "empty segment")]
    [InlineData("a//b", "empty segment")]
    [InlineData("a/./b", "'.'")]
    [InlineData("..", "'..'")]
    [InlineData("a\0b", "U+0000")]
    [InlineData("a\u001Fb", "U+001F")]
    [InlineData("a\u009Fb", "U+009F")]
    [InlineData("a\uE000b", "U+E000")]
    [InlineData("a\uFFFDb", "U+FFFD")]
    [InlineData("a\U0001F600b", "U+D83D")]
    public void What_cannot_be_a_path_is_refused_with_the_offending_part(string name, string part)
    {
        var exception = Assert.Throws<ArgumentException>(() => LockName.FromString(name));
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Default_is_no_name() => Assert.Throws<InvalidOperationException>(() => default(LockName).ToString());

    [Fact]
    public void Equal_texts_are_equal_names()
    {
        Assert.True(LockName.FromString("a") == "a");
        Assert.True(LockName.FromString("a") != "b");
        Assert.Equal(LockName.FromString("a").GetHashCode(), LockName.FromString("a").GetHashCode());
    }

    [Fact]
    public void Values_stay_within_their_segment_and_are_written_with_the_invariant_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var strange = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        strange.NumberFormat.NegativeSign = "minus";
        strange.DateTimeFormat.DateSeparator = "~";
        CultureInfo.CurrentCulture = strange;
        try
        {
            Assert.Equal("orders/a%2Fb", LockedCall.Name($"orders/{"a/b"}").ToString());
            Assert.Equal("orders/-5", LockedCall.Name($"orders/{-5}").ToString());
            Assert.Equal("orders/50%25", LockedCall.Name($"orders/{"50%"}").ToString());
            Assert.Equal("day/2026-11-22", LockedCall.Name($"day/{new DateOnly(2026, 11, 22):yyyy-MM-dd}").ToString());
            Assert.Equal("id/00000000-0000-0000-0000-000000000001", LockedCall.Name($"id/{new Guid(1.ToString("x32", CultureInfo.InvariantCulture))}").ToString());
            Assert.Equal("kind/Friday", LockedCall.Name($"kind/{DayOfWeek.Friday}").ToString());
            Assert.Equal("flag/True", LockedCall.Name($"flag/{true}").ToString());
            Assert.Equal("x/%F0%9F%98%80", LockedCall.Name($"x/{"\U0001F600"}").ToString());
            Assert.Equal("x/%2E", LockedCall.Name($"x/{"."}").ToString());
            Assert.Equal("x/.%2E", LockedCall.Name($"x/{".."}").ToString());
            Assert.Equal("x/z__lock__%31", LockedCall.Name($"x/{"z__lock__1"}").ToString());
            Assert.Equal($"x/{new string('y', 1000)}", LockedCall.Name($"x/{new string('y', 1000)}").ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_value_cannot_look_like_the_text_behind_it()
    {
        Assert.Equal("a%2Db-c", LockedCall.Name($"{"a-b"}-{"c"}").ToString());
        Assert.Equal("a-b-c", LockedCall.Name($"{"a"}-{"b-c"}").ToString());
        Assert.Equal("x%25%%y", LockedCall.Name($"{"x%"}%{"y"}").ToString());
        Assert.Equal("a-b", LockedCall.Name($"{"a-b"}").ToString());
        Assert.Equal("a-b-suffix", LockedCall.Name($"{"a-b"}-suffix").ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void An_empty_or_null_value_is_refused(string? value)
    {
        var exception = Assert.Throws<ArgumentException>(() => LockedCall.Name($"orders/{1}-{value}"));
        Assert.Contains("placeholder number 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("orders/1", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Different tuples of values never give one name, whatever text stands between them.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Names_are_injective(int seed)
    {
        var random = new Random(seed);
        var names = new Dictionary<string, (string, string, string)>();
        for (var separator = 0; separator < Separators.Length; separator++)
        {
            names.Clear();
            for (var i = 0; i < 20_000; i++)
            {
                var values = (Text(random), Text(random), Text(random));
                var name = Name(Separators[separator], values);
                AssertIsPath(name);
                if (!names.TryAdd(name, values))
                {
                    Assert.Equal(names[name], values);
                }
            }
        }
    }

    private static readonly string[] Separators = ["-", "%", "/", ".", "_", "2", "__lock__", "%2", "--", "a"];

    private const string Alphabet = "-%/._2a5FDE1\0\uD83D\uDE00";

    private static string Name(string separator, (string A, string B, string C) values)
    {
        var handler = new LockNameHandler(0, 3);
        handler.AppendLiteral("x");
        handler.AppendFormatted(values.A);
        handler.AppendLiteral(separator);
        handler.AppendFormatted(values.B);
        handler.AppendLiteral(separator);
        handler.AppendFormatted(values.C);
        return LockedCall.Name(ref handler).ToString();
    }

    private static string Text(Random random)
    {
        if (random.Next(10) == 0)
        {
            return $"__lock__{random.Next(3)}";
        }

        return string.Create(random.Next(1, 5), random, static (span, random) =>
        {
            foreach (ref var c in span)
            {
                c = Alphabet[random.Next(Alphabet.Length)];
            }
        });
    }

    private static void AssertIsPath(string name)
    {
        foreach (var segment in name.Split('/'))
        {
            Assert.NotEmpty(segment);
            Assert.False(segment is "." or "..", name);
            Assert.DoesNotMatch("__r?lock__-?[0-9]+$", segment);
        }

        Assert.DoesNotContain(name, c => c < ' ' || c >= '\uD800');
    }
}
