using ZkLockAttr.Naming;
using ZkLockAttr.Tool.Queues;

namespace ZkLockAttr.Tool.Tests;

/// <summary>How locks are named by people, and shown to them.</summary>
public class LockAddressTests
{
    [Theory]
    [InlineData("orders/42", "/locks/orders/42", "orders/42")]
    [InlineData("100%", "/locks/100%25", "100%")]
    [InlineData("x__lock__12", "/locks/x__lock__1%32", "x__lock__12")]
    [InlineData("orders/a%2Fb", "/locks/orders/a%2Fb", "orders/a%2Fb")]
    [InlineData("caf%C3%A9", "/locks/caf%C3%A9", "caf%C3%A9")]
    [InlineData("/locks/orders/42", "/locks/orders/42", "orders/42")]
    [InlineData("/elsewhere/lock", "/elsewhere/lock", "/elsewhere/lock")]
    [InlineData("/locks/a%b", "/locks/a%b", "/locks/a%b")]
    public void A_name_is_text_or_escaped_already_or_a_path(string given, string path, string shown)
    {
        var address = LockAddress.Parse(given, "/locks");

        Assert.Equal((path, shown), (address.Path, address.Name));
        Assert.Equal(path, LockAddress.Parse(address.Name, "/locks").Path);
    }

    [Fact]
    public void Whatever_a_lock_is_called_its_shown_name_leads_back()
    {
        var random = new Random(20);
        for (var i = 0; i < 5_000; i++)
        {
            var builder = new LockNameBuilder(16);
            builder.AppendLiteral("t");
            builder.AppendValue(Text());
            builder.AppendLiteral("/" + Text(withSlash: false));
            var path = "/locks/" + builder.Finish();

            Assert.Equal(path, LockAddress.Parse(LockAddress.Of(path, "/locks").Name, "/locks").Path);
        }

        string Text(bool withSlash = true) =>
            string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => (withSlash ? "/%2F5é__lock__0.-b" : "%2F5é__lock__0-b")[random.Next(withSlash ? 18 : 16)])) + "e";
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a/../b")]
    [InlineData("/a\u0001")]
    public void What_can_be_no_path_is_refused(string name) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<ToolException>(() => LockAddress.Parse(name, "/locks")).ExitCode);
}
