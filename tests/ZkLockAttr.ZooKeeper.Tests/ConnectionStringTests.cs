namespace ZkLockAttr.ZooKeeper.Tests;

public sealed class ConnectionStringTests
{
    [Theory]
    [InlineData("localhost", "localhost:2181")]
    [InlineData("localhost:2182", "localhost:2182")]
    [InlineData("a:1,b:65535", "a:1,b:65535")]
    [InlineData(" a:1 , b ", "a:1,b:2181")]
    [InlineData("[::1]", "[::1]:2181")]
    [InlineData("[::1]:2182,10.0.0.1", "[::1]:2182,10.0.0.1:2181")]
    [InlineData("a:1/", "a:1")]
    [InlineData("a:1/chroot", "a:1/chroot")]
    [InlineData("a:1,b:2/ch/root ", "a:1,b:2/ch/root")]
    [InlineData("a:1,b:2 /chroot", "a:1,b:2/chroot")]
    [InlineData("a,A:2181,a:2,[::1],a", "a:2181,a:2,[::1]:2181")]
    [InlineData("zoo_1.example.com,münchen", "zoo_1.example.com:2181,münchen:2181")]
    [InlineData("[fe80::1%3]:1", "[fe80::1%3]:1")]
    [InlineData("a/ch=root", "a:2181/ch=root")]
    public void Good_ones_are_read(string text, string meaning) => Assert.Equal(meaning, ConnectionString.Parse(text).ToString());

    [Fact]
    public void Servers_keep_their_order_and_brackets_are_no_part_of_a_host()
    {
        var read = ConnectionString.Parse("b,[::1]:2182,a/chroot");

        Assert.Equal([("b", 2181), ("::1", 2182), ("a", 2181)], read.Servers);
        Assert.Equal("/chroot", read.Chroot);
    }

    [Theory]
    [InlineData("", "The ZooKeeper connection string has no server: write 'host:port,host:port/chroot'.")]
    [InlineData("  ", "The ZooKeeper connection string has no server: write 'host:port,host:port/chroot'.")]
    [InlineData("/chroot", "The ZooKeeper connection string has no server: write 'host:port,host:port/chroot'.")]
    [InlineData("zk://a:1", "The ZooKeeper connection string is no URL: write 'host:port,host:port/chroot', without what stands before '://'.")]
    [InlineData("a,,b", "Server 2 of the ZooKeeper connection string is empty: write 'host:port,host:port/chroot', with one comma between servers.")]
    [InlineData("a,", "Server 2 of the ZooKeeper connection string is empty: write 'host:port,host:port/chroot', with one comma between servers.")]
    [InlineData(",a", "Server 1 of the ZooKeeper connection string is empty: write 'host:port,host:port/chroot', with one comma between servers.")]
    [InlineData(",", "Server 1 of the ZooKeeper connection string is empty: write 'host:port,host:port/chroot', with one comma between servers.")]
    [InlineData(":2181", "Server 1 of the ZooKeeper connection string has no host: write 'host:port'.")]
    [InlineData("a:1,:2", "Server 2 of the ZooKeeper connection string has no host: write 'host:port'.")]
    [InlineData("a:x", "Server 1 of the ZooKeeper connection string has a port that is none: write a number from 1 to 65535 behind the colon.")]
    [InlineData("a:0", "Server 1 of the ZooKeeper connection string has a port that is none: write a number from 1 to 65535 behind the colon.")]
    [InlineData("a:65536", "Server 1 of the ZooKeeper connection string has a port that is none: write a number from 1 to 65535 behind the colon.")]
    [InlineData("a:-1", "Server 1 of the ZooKeeper connection string has a port that is none: write a number from 1 to 65535 behind the colon.")]
    [InlineData("a:99999999999", "Server 1 of the ZooKeeper connection string has a port that is none: write a number from 1 to 65535 behind the colon.")]
    [InlineData("a:0x885", "Server 1 of the ZooKeeper connection string has a port that is none: write a number from 1 to 65535 behind the colon.")]
    [InlineData("a:", "Server 1 of the ZooKeeper connection string has an empty port: write a number from 1 to 65535 behind the colon.")]
    [InlineData("[::1]:", "Server 1 of the ZooKeeper connection string has an empty port: write a number from 1 to 65535 behind the colon.")]
    [InlineData("::1", "Server 1 of the ZooKeeper connection string has more than one colon: write 'host:port', and an IPv6 address as '[::1]:2181'.")]
    [InlineData("::1:2181", "Server 1 of the ZooKeeper connection string has more than one colon: write 'host:port', and an IPv6 address as '[::1]:2181'.")]
    [InlineData("a:1:2", "Server 1 of the ZooKeeper connection string has more than one colon: write 'host:port', and an IPv6 address as '[::1]:2181'.")]
    [InlineData("fe80::1%eth0", "Server 1 of the ZooKeeper connection string has more than one colon: write 'host:port', and an IPv6 address as '[::1]:2181'.")]
    [InlineData("[::1", "Server 1 of the ZooKeeper connection string has a bracket that is not closed: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("[::1]2181", "Server 1 of the ZooKeeper connection string has a bracket that is not closed: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("[", "Server 1 of the ZooKeeper connection string has a bracket that is not closed: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("[]:1", "Server 1 of the ZooKeeper connection string has no IPv6 address in its brackets: write '[::1]:2181', and names without brackets.")]
    [InlineData("[a]:1", "Server 1 of the ZooKeeper connection string has no IPv6 address in its brackets: write '[::1]:2181', and names without brackets.")]
    [InlineData("[127.0.0.1]:1", "Server 1 of the ZooKeeper connection string has no IPv6 address in its brackets: write '[::1]:2181', and names without brackets.")]
    [InlineData("a]:1", "Server 1 of the ZooKeeper connection string has a bracket or a '%' in its name: write 'host:port', and an IPv6 address as '[::1]:2181'.")]
    [InlineData("a[0]", "Server 1 of the ZooKeeper connection string has a bracket or a '%' in its name: write 'host:port', and an IPv6 address as '[::1]:2181'.")]
    [InlineData("a%20b", "Server 1 of the ZooKeeper connection string has a bracket or a '%' in its name: write 'host:port', and an IPv6 address as '[::1]:2181'.")]
    [InlineData("a:1 b:2", "Server 1 of the ZooKeeper connection string has a space in it: write a comma between servers.")]
    [InlineData("a:1, b c", "Server 2 of the ZooKeeper connection string has a space in it: write a comma between servers.")]
    [InlineData("a : 1", "Server 1 of the ZooKeeper connection string has a space in it: write a comma between servers.")]
    [InlineData("a:1;b:2", "Server 1 of the ZooKeeper connection string has a ';': servers are written 'host:port' with commas between them, and nothing else is set in a connection string.")]
    [InlineData("Server=a", "Server 1 of the ZooKeeper connection string has a '=': servers are written 'host:port' with commas between them, and nothing else is set in a connection string.")]
    [InlineData("a?x", "Server 1 of the ZooKeeper connection string has a '?': servers are written 'host:port' with commas between them, and nothing else is set in a connection string.")]
    [InlineData("bob:secret@a:1", "Server 1 of the ZooKeeper connection string has an '@': write 'host:port', and say who the client is by the option Auth.")]
    [InlineData("a:1,<b>", "Server 2 of the ZooKeeper connection string has the character U+003C, which no host has: write 'host:port'.")]
    [InlineData("a\\b", "Server 1 of the ZooKeeper connection string has the character U+005C, which no host has: write 'host:port'.")]
    [InlineData("a/b/", "The chroot '/b/' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    [InlineData("a//b", "The chroot '//b' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    [InlineData("a/./b", "The chroot '/./b' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    [InlineData("a/b/..", "The chroot '/b/..' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    [InlineData("a:1/x,b:2/x", "The chroot '/x,b:2/x' has a comma: it stands once, behind the last server, as in 'host:port,host:port/chroot'.")]
    [InlineData("a/b\tc", "The chroot has the character U+0009, which no ZooKeeper path may have: leave it out.")]
    [InlineData("a/b\0", "The chroot has the character U+0000, which no ZooKeeper path may have: leave it out.")]
    public void Wrong_ones_are_refused_with_the_part_and_what_to_write(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ConnectionString.Parse(text)).Message);

    [Theory]
    [InlineData("bob:hunter2@host:2181")]
    [InlineData("bob:hunter2")]
    [InlineData("bob:hunter2:2181")]
    [InlineData("hunter2 host")]
    [InlineData("Server=host;Password=hunter2")]
    [InlineData("zk://bob:hunter2@host/chroot")]
    [InlineData("host,[hunter2]")]
    [InlineData("hunter2[0]")]
    public void A_password_where_none_belongs_is_not_quoted(string text) =>
        Assert.DoesNotContain("hunter2", Assert.Throws<FormatException>(() => ConnectionString.Parse(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void There_must_be_one() => Assert.Throws<ArgumentNullException>(() => ConnectionString.Parse(null!));
}
