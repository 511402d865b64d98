using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Configuration;
using ZkLockAttr.Hosting.Tests.Harness;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Hosting.Tests.Configuration;

/// <summary>What the configuration may say, and that it arrives.</summary>
public sealed class SettingsTests : HostTests
{
    [Fact]
    public void Every_setting_is_read()
    {
        var options = Read(
            ("Root", "/app"),
            ("SessionTimeout", "00:00:30"),
            ("ConnectTimeout", "7s"),
            ("OpenTimeout", "250ms"),
            ("RequireAtStart", "True"),
            ("ServerTickTime", "3s"),
            ("PersistentParents", "true"),
            ("Interop", "universal"),
            ("HandOverLimit", "5"),
            ("HandOverTime", "1m"),
            ("LongHold", "1h"),
            ("MaxInboundFrame", "1000000"),
            ("ApplicationName", "billing"),
            ("Auth:0:User", "orders"),
            ("Auth:0:Password", "a:b"),
            ("Auth:1:Scheme", "custom"),
            ("Auth:1:Credentials", "xyz"),
            ("Acl", "CreatorAll"),
            ("Tls:Enabled", "true"));

        Assert.Equal(Server.ConnectionString, options.ConnectionString);
        Assert.Equal("/app", options.Root);
        Assert.Equal(TimeSpan.FromSeconds(30), options.SessionTimeout);
        Assert.Equal(TimeSpan.FromSeconds(7), options.ConnectTimeout);
        Assert.Equal(TimeSpan.FromMilliseconds(250), options.OpenTimeout);
        Assert.True(options.RequireAtStart);
        Assert.Equal(TimeSpan.FromSeconds(3), options.ServerTickTime);
        Assert.True(options.PersistentParents);
        Assert.Equal(LockInterop.Universal, options.Interop);
        Assert.Equal(5, options.HandOverLimit);
        Assert.Equal(TimeSpan.FromMinutes(1), options.HandOverTime);
        Assert.Equal(TimeSpan.FromHours(1), options.LongHold);
        Assert.Equal(1_000_000, options.MaxInboundFrame);
        Assert.Equal("billing", options.ApplicationName);
        Assert.Equal(["digest", "custom"], options.Auth.Select(auth => auth.Scheme));
        Assert.Equal(ZooKeeperAcl.CreatorAll.ToString(), options.Acl.ToString());
        Assert.NotNull(options.Tls);
    }

    [Fact]
    public void Every_option_of_the_core_can_be_set_but_what_the_container_gives()
    {
        string[] given = [nameof(DistributedLocksOptions.LoggerFactory)];

        var missing = typeof(DistributedLocksOptions).GetProperties().Select(option => option.Name)
            .Where(name => name != "EqualityContract").Except(given).Except(LockSettings.Names);

        Assert.Empty(missing);
    }

    [Fact]
    public void Without_settings_the_options_are_those_of_the_core()
    {
        var core = new DistributedLocksOptions();

        var options = Read(("Root", null));

        Assert.Equal(core.Root, options.Root);
        Assert.Equal(core.SessionTimeout, options.SessionTimeout);
        Assert.Equal(core.HandOverLimit, options.HandOverLimit);
        Assert.Equal(TimeSpan.FromSeconds(5), options.OpenTimeout);
        Assert.False(options.RequireAtStart);
        Assert.Null(options.Tls);
        Assert.Equal("orders", options.ApplicationName);
    }

    [Theory]
    [InlineData("Open", "world:anyone:cdrwa")]
    [InlineData("auth::cdr", "auth::cdr")]
    [InlineData("digest:operations:abc=:r", "digest:operations:abc=:r")]
    [InlineData("x509:CN=orders,O=example:cdrwa", "x509:CN=orders,O=example:cdrwa")]
    public void An_access_control_list_is_written_as_in_the_shell(string text, string expected) =>
        Assert.Equal(expected, Read(("Acl", text), ("Auth:0:User", "u"), ("Auth:0:Password", "p")).Acl.ToString());

    [Fact]
    public void An_access_control_list_of_several_entries_is_a_list()
    {
        var options = Read(("Acl:0", "auth::cdrwa"), ("Acl:1", "world:anyone:r"), ("Auth:0:User", "u"), ("Auth:0:Password", "p"));

        Assert.Equal("auth::cdrwa,world:anyone:r", options.Acl.ToString());
    }

    [Fact]
    public void A_certificate_comes_from_files_of_every_kind()
    {
        using var files = new Certificates();

        Check(("Tls:CertificateFile", files.Pkcs12), ("Tls:CertificatePassword", Certificates.Password));
        Check(("Tls:CertificateFile", files.Pem), ("Tls:KeyFile", files.Key));
        Check(("Tls:CertificateFile", files.Pem), ("Tls:KeyFile", files.EncryptedKey), ("Tls:CertificatePassword", Certificates.Password));

        void Check(params (string Key, string? Value)[] settings)
        {
            var certificate = (X509Certificate2)Assert.Single(Read(settings).Tls!.ClientCertificates!.Cast<X509Certificate>());
            Assert.Equal(files.Thumbprint, certificate.Thumbprint);
            Assert.True(certificate.HasPrivateKey);
        }
    }

    [Fact]
    public void An_authority_and_a_name_of_ones_own_may_be_trusted()
    {
        using var files = new Certificates();

        var tls = Read(("Tls:AuthorityFile", files.Pem), ("Tls:TargetHost", "zk.example"), ("Tls:CheckRevocation", "true")).Tls!;

        Assert.Equal("zk.example", tls.TargetHost);
        Assert.Equal(X509RevocationMode.Online, tls.CertificateChainPolicy!.RevocationMode);
        Assert.Equal(X509ChainTrustMode.CustomRootTrust, tls.CertificateChainPolicy.TrustMode);
        Assert.Equal(files.Thumbprint, Assert.Single(tls.CertificateChainPolicy.CustomTrustStore).Thumbprint);
    }

    [Fact]
    public void Tls_can_be_switched_off() => Assert.Null(Read(("Tls:Enabled", "false"), ("Tls:TargetHost", "zk.example")).Tls);

    private HostedLocksOptions Read(params (string Key, string? Value)[] settings)
    {
        var builder = NewBuilder([.. settings.Select(setting => ($"DistributedLocks:{setting.Key}", setting.Value))]);
        builder.Services.AddDistributedLocks();
        return Build(builder).Services.GetRequiredService<IOptionsMonitor<HostedLocksOptions>>().CurrentValue;
    }
}
