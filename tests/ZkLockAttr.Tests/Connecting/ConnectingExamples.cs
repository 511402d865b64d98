using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>The examples of docs/connecting.md, word for word.</summary>
internal static class ConnectingExamples
{
    public static DistributedLocksOptions ShowingACertificate(string file, string password)
    {
        var options = new DistributedLocksOptions
        {
            Tls = new SslClientAuthenticationOptions
            {
                ClientCertificates = [X509CertificateLoader.LoadPkcs12FromFile(file, password)],
            },
        };
        return options;
    }

    public static SslClientAuthenticationOptions TrustingOnly(string file)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPemFile(file);
        var tls = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        return tls;
    }

    public static DistributedLocksOptions ClosedToStrangers(string password)
    {
        var options = new DistributedLocksOptions
        {
            Root = "/orders-locks",
            Auth = [ZooKeeperAuth.Digest("orders", password)],
            Acl = ZooKeeperAcl.CreatorAll,
        };
        return options;
    }

    public static ZooKeeperAcl OpenToLookAt(string password)
    {
        var acl = ZooKeeperAcl.CreatorAll.And("digest", ZooKeeperAuth.DigestId("operations", password), ZooKeeperPermissions.Read);
        return acl;
    }
}
