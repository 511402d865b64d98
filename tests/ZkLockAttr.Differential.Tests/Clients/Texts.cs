using System.Text;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Differential.Tests.Clients;

/// <summary>Our own client, writing texts.</summary>
internal static class Texts
{
    public static Task CreateAsync(this ZooKeeperClient client, string path, string text) =>
        client.CreateAsync(path, Encoding.UTF8.GetBytes(text), CreateMode.Persistent);

    public static Task SetAsync(this ZooKeeperClient client, string path, string text) => client.SetDataAsync(path, Encoding.UTF8.GetBytes(text));
}
