using System.Net.Security;
using System.Reflection;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ZkLockAttr.ZooKeeper.Network;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

public sealed class TlsOptionsTests
{
    [Fact]
    public void By_default_the_servers_name_is_checked_and_only_TLS_1_2_and_1_3_are_spoken()
    {
        var options = TlsOptions.For("host1", new SslClientAuthenticationOptions());

        Assert.Equal("host1", options.TargetHost);
        Assert.Equal(SslProtocols.Tls12 | SslProtocols.Tls13, options.EnabledSslProtocols);
        Assert.Null(options.RemoteCertificateValidationCallback);
    }

    [Fact]
    public void The_users_own_options_are_not_changed()
    {
        var set = new SslClientAuthenticationOptions();

        TlsOptions.For("host1", set);

        Assert.Null(set.TargetHost);
        Assert.Equal(SslProtocols.None, set.EnabledSslProtocols);
    }

    [Fact]
    public void Whatever_the_user_sets_is_taken_over()
    {
        // Also what a later version of .NET adds: then this fails, and tells of it.
        foreach (var property in typeof(SslClientAuthenticationOptions).GetProperties())
        {
            var set = new SslClientAuthenticationOptions();
            property.SetValue(set, ValueFor(property));

            var copy = TlsOptions.For("host1", set);

            Assert.True(Equals(property.GetValue(set), property.GetValue(copy)), property.Name);
        }
    }

    private static object ValueFor(PropertyInfo property) => property.Name switch
    {
        nameof(SslClientAuthenticationOptions.TargetHost) => "host2",
        nameof(SslClientAuthenticationOptions.EnabledSslProtocols) => SslProtocols.Tls13,
        nameof(SslClientAuthenticationOptions.CertificateRevocationCheckMode) => X509RevocationMode.Online,
#pragma warning disable SYSLIB0040 // Not to be used, and to be passed on all the same.
        nameof(SslClientAuthenticationOptions.EncryptionPolicy) => EncryptionPolicy.AllowNoEncryption,
#pragma warning restore SYSLIB0040
        nameof(SslClientAuthenticationOptions.ApplicationProtocols) => new List<SslApplicationProtocol>(),
        nameof(SslClientAuthenticationOptions.CertificateChainPolicy) => new X509ChainPolicy(),
        nameof(SslClientAuthenticationOptions.ClientCertificates) => new X509CertificateCollection(),
        nameof(SslClientAuthenticationOptions.CipherSuitesPolicy) => OperatingSystem.IsLinux() ? new CipherSuitesPolicy([TlsCipherSuite.TLS_AES_128_GCM_SHA256]) : null!,
        nameof(SslClientAuthenticationOptions.ClientCertificateContext) => Context(),
        nameof(SslClientAuthenticationOptions.LocalCertificateSelectionCallback) => (LocalCertificateSelectionCallback)((_, _, _, _, _) => null!),
        nameof(SslClientAuthenticationOptions.RemoteCertificateValidationCallback) => (RemoteCertificateValidationCallback)((_, _, _, errors) => errors == SslPolicyErrors.None),
        _ when property.PropertyType == typeof(bool) => !(bool)property.GetValue(new SslClientAuthenticationOptions())!,
        _ => throw new NotSupportedException($"A new property: {property.Name}. Take it over in {nameof(TlsOptions)}, and give it a value here."),
    };

    private static SslStreamCertificateContext Context()
    {
        using var authority = new TestServers.Tls.TestAuthority();
        return SslStreamCertificateContext.Create(authority.Issue("CN=client"), additionalCertificates: null, offline: true);
    }
}
