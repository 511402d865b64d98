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
    public void Good_ones_are_read(string text, string meaning) => Assert.Equal(meaning, ConnectionString.Parse(text).ToString());

    [Fact]
    public void Servers_keep_their_order_and_brackets_are_no_part_of_a_host()
    {
        var read = ConnectionString.Parse("b,[::1]:2182,a/chroot");

        Assert.Equal([("b", 2181), ("::1", 2182), ("a", 2181)], read.Servers);
        Assert.Equal("/chroot", read.Chroot);
    }

    [Theory]
    [InlineData("", "The ZooKeeper connection string has an empty server: write 'host:port,host:port/chroot'.")]
    [InlineData("a,,b", "The ZooKeeper connection string has an empty server: write 'host:port,host:port/chroot'.")]
    [InlineData("/chroot", "The ZooKeeper connection string has an empty server: write 'host:port,host:port/chroot'.")]
    [InlineData("a,", "The ZooKeeper connection string has an empty server: write 'host:port,host:port/chroot'.")]
    [InlineData(":2181", "The ZooKeeper server ':2181' has no host: write 'host:port'.")]
    [InlineData("[]:1", "The ZooKeeper server '[]:1' has no host: write 'host:port'.")]
    [InlineData("a:x", "The ZooKeeper server 'a:x' has the port 'x': write a number from 1 to 65535.")]
    [InlineData("a:", "The ZooKeeper server 'a:' has the port '': write a number from 1 to 65535.")]
    [InlineData("a:0", "The ZooKeeper server 'a:0' has the port '0': write a number from 1 to 65535.")]
    [InlineData("a:65536", "The ZooKeeper server 'a:65536' has the port '65536': write a number from 1 to 65535.")]
    [InlineData("a:-1", "The ZooKeeper server 'a:-1' has the port '-1': write a number from 1 to 65535.")]
    [InlineData("::1", "The ZooKeeper server '::1' has more than one colon: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("::1:2181", "The ZooKeeper server '::1:2181' has more than one colon: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("[::1", "The ZooKeeper server '[::1' has an unclosed bracket: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("[::1]2181", "The ZooKeeper server '[::1]2181' has an unclosed bracket: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("[", "The ZooKeeper server '[' has an unclosed bracket: write an IPv6 address as '[::1]:2181'.")]
    [InlineData("a/b/", "The chroot '/b/' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    [InlineData("a//b", "The chroot '//b' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    [InlineData("a/./b", "The chroot '/./b' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    [InlineData("a/b/..", "The chroot '/b/..' is no ZooKeeper path: write '/a/b', without empty segments, '.', '..' or a '/' at the end.")]
    public void Bad_ones_are_refused_with_what_is_wrong(string text, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => ConnectionString.Parse(text)).Message);

    [Fact]
    public void There_must_be_one() => Assert.Throws<ArgumentNullException>(() => ConnectionString.Parse(null!));
}
