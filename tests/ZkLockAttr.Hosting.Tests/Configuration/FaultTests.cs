using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ZkLockAttr.Hosting.Tests.Harness;

namespace ZkLockAttr.Hosting.Tests.Configuration;

/// <summary>What is wrong in the configuration stops the start, with its key, the fault and what to write.</summary>
public sealed class FaultTests : HostTests
{
    private const string HowToWriteTime = "is no time. Write a number and ms, s, m or h, as in '20s', or hours:minutes:seconds, as in '00:00:20'.";

    private const string HowToWriteAuth = "write a list of users, as Auth:0:User and Auth:0:Password, or of Scheme and Credentials.";

    private const string HowToWriteAcl = "Write 'Open', 'CreatorAll', or 'scheme:id:permissions' with permissions of c, d, r, w and a, as 'auth::cdrwa'; several as a list.";

    private const string Settings =
        "Acl, ApplicationName, Auth, ConnectTimeout, HandOverLimit, HandOverTime, Interop, LongHold, MaxInboundFrame, OpenTimeout, PersistentParents, RequireAtStart, Root, "
        + "ServerTickTime, SessionTimeout, Tls";

    public static TheoryData<string, string, string> Wrong => new()
    {
        { "ConnectionStrings:ZooKeeper", "", "it is missing. Write the servers of the ensemble, as in 'host1:2181,host2:2181,host3:2181/chroot'." },
        { "ConnectionStrings:ZooKeeper", "zk://host", "The ZooKeeper connection string is no URL: write 'host:port,host:port/chroot', without what stands before '://'." },
        { "DistributedLocks", "zk1:2181", "it is a section, and has no value: write its settings below it, as DistributedLocks:SessionTimeout." },
        { "DistributedLocks:SesionTimeout", "20s", $"there is no such setting. There are {Settings}, and the sections of service keys that were added." },
        { "DistributedLocks:SessionTimeout", "20", $"'20' {HowToWriteTime}" },
        { "DistributedLocks:SessionTimeout", "long", $"'long' {HowToWriteTime}" },
        { "DistributedLocks:SessionTimeout", "500ms", "SessionTimeout ('00:00:00.5000000') must be greater than or equal to '00:00:01'." },
        { "DistributedLocks:ConnectTimeout", "0s", "ConnectTimeout ('00:00:00') must be greater than '00:00:00'." },
        { "DistributedLocks:OpenTimeout", "-00:00:01", "it is -00:00:01. Write a time from 0 to 24 days." },
        { "DistributedLocks:ServerTickTime", "21s", "ServerTickTime ('00:00:21') must be less than or equal to '00:00:20'." },
        { "DistributedLocks:Root", "locks", "The root 'locks' is no ZooKeeper path: write '/' or '/a/b'." },
        { "DistributedLocks:Root", "", "The root '' is no ZooKeeper path: write '/' or '/a/b'." },
        { "DistributedLocks:Root:Path", "/locks", "it has settings below it, but is one value." },
        { "DistributedLocks:Interop", "Curator", "'Curator' is neither 'Kazoo' nor 'Universal'." },
        { "DistributedLocks:HandOverLimit", "many", "'many' is no whole number." },
        { "DistributedLocks:HandOverLimit", "-1", "HandOverLimit ('-1') must be a non-negative value." },
        { "DistributedLocks:MaxInboundFrame", "0", "MaxInboundFrame ('0') must be greater than '0'." },
        { "DistributedLocks:PersistentParents", "yes", "'yes' is neither 'true' nor 'false'." },
        { "DistributedLocks:Acl", "auth:all", $"'auth:all' is no entry of an access control list. {HowToWriteAcl}" },
        { "DistributedLocks:Acl", "auth::xyz", $"'auth::xyz' is no entry of an access control list. {HowToWriteAcl}" },
        { "DistributedLocks:Acl:0", "r", $"'r' is no entry of an access control list. {HowToWriteAcl}" },
        { "DistributedLocks:Acl", "CreatorAll", "The access control list 'auth::cdrwa' names the creator ('auth'), who is nobody: set Auth, or Tls with a client certificate." },
        { "DistributedLocks:Auth", "orders", $"it is no list: {HowToWriteAuth}" },
        { "DistributedLocks:Auth:User", "orders", $"it is no list: {HowToWriteAuth}" },
        { "DistributedLocks:Auth:0:User", "orders", $"it has neither User and Password nor Scheme and Credentials: {HowToWriteAuth}" },
        { "DistributedLocks:Auth:0:Passwort", "p", "there is no such setting. There are User, Password, Scheme, Credentials." },
        { "DistributedLocks:Tls", "true", "it is a section: write Tls:Enabled, or the settings of certificates." },
        { "DistributedLocks:Tls:Enable", "true", "there is no such setting. There are Enabled, CertificateFile, CertificatePassword, KeyFile, AuthorityFile, CheckRevocation, TargetHost." },
        { "DistributedLocks:Tls:KeyFile", "client.key", "it is missing: write the file of the certificate that the key belongs to." },
    };

    [Theory(Timeout = Limit)]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value, string fault)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync((key, value)));

        Assert.Equal($"{KeyOf(key, fault)}: {fault}", Assert.Single(exception.Failures));
        Assert.Equal(0, Server.Statistics.AcceptedConnections);
    }

    [Fact(Timeout = Limit)]
    public async Task A_file_without_a_certificate_is_named_with_the_reason()
    {
        using var files = new Certificates();
        foreach (var (key, file) in new[] { ("CertificateFile", "/nowhere.pem"), ("CertificateFile", files.NoCertificate), ("AuthorityFile", files.NoCertificate) })
        {
            var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(($"DistributedLocks:Tls:{key}", file)));

            var fault = Assert.Single(exception.Failures);
            Assert.StartsWith($"DistributedLocks:Tls:{key}: no certificate can be read from '{file}': ", fault, StringComparison.Ordinal);
            Assert.EndsWith("Write the path of a PEM or PKCS#12 file, and its password if it has one.", fault, StringComparison.Ordinal);
        }
    }

    [Fact(Timeout = Limit)]
    public async Task All_faults_are_told_at_once_and_no_password_is_among_them()
    {
        using var files = new Certificates();

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(
            ("DistributedLocks:Auth:0:User", "a:b"),
            ("DistributedLocks:Auth:0:Password", "secret of the user"),
            ("DistributedLocks:Tls:CertificateFile", files.Pkcs12),
            ("DistributedLocks:Tls:CertificatePassword", "secret but wrong"),
            ("DistributedLocks:Acl", "x"),
            ("DistributedLocks:Slip", "x")));

        Assert.Equal(4, exception.Failures.Count());
        Assert.Contains(
            "DistributedLocks:Auth:0: the user or the scheme is empty, or the user has a colon, which divides it from the password.", exception.Failures);
        Assert.DoesNotContain("secret", exception.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task Faults_of_a_service_keys_section_have_its_key()
    {
        var builder = NewBuilder(("DistributedLocks:eu:Root", "locks"), ("DistributedLocks:eu:Slip", "x"));
        builder.Services.AddDistributedLocks();
        builder.Services.AddKeyedDistributedLocks("eu");

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder));

        Assert.Equal(
            ["DistributedLocks:eu:Slip", "ConnectionStrings:eu", "DistributedLocks:eu:Root"], exception.Failures.Select(fault => fault.Split(": ")[0]));
    }

    [Fact(Timeout = Limit)]
    public async Task A_setting_beside_the_sections_of_service_keys_is_nobodys()
    {
        var builder = NewBuilder(("DistributedLocks:SessionTimeout", "20s"), ("DistributedLocks:eu:SessionTimeout", "20s"));
        builder.Services.AddKeyedDistributedLocks("eu", "ZooKeeper");
        builder.Services.AddKeyedDistributedLocks("us", "ZooKeeper");

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder));

        Assert.Equal(
            "DistributedLocks:SessionTimeout: nothing reads it, since only locks with service keys were added. "
            + "Move it to the section of one, or call AddDistributedLocks() too.",
            Assert.Single(exception.Failures));
    }

    [Fact(Timeout = Limit)]
    public async Task The_section_of_a_key_that_was_not_added_is_unknown()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(("DistributedLocks:eu:Root", "/eu")));

        Assert.StartsWith("DistributedLocks:eu: there is no such setting.", Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    [Fact(Timeout = Limit)]
    public async Task A_session_that_is_required_needs_time_to_open()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => StartAsync(("DistributedLocks:OpenTimeout", "0s"), ("DistributedLocks:RequireAtStart", "true")));

        Assert.Equal(
            "DistributedLocks:OpenTimeout: it is 0, but RequireAtStart is true: no session opens in no time. Write '5s'.", Assert.Single(exception.Failures));
    }

    [Fact(Timeout = Limit)]
    public async Task What_code_sets_wrongly_has_the_key_of_the_configuration_too()
    {
        var builder = NewBuilder();
        builder.Services.AddDistributedLocks(options => options.ApplicationName = new string('x', 1001));

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(builder));

        Assert.Equal(
            "DistributedLocks:ApplicationName: ApplicationName ('1001') must be less than or equal to '1000'.", Assert.Single(exception.Failures));
    }

    // The fault of a part is told of the whole, or of what is missing beside it.
    private static string KeyOf(string key, string fault) => (key, fault) switch
    {
        ("DistributedLocks:Root:Path", _) => "DistributedLocks:Root",
        ("DistributedLocks:Auth:0:User", _) => "DistributedLocks:Auth:0",
        ("DistributedLocks:Tls:KeyFile", _) => "DistributedLocks:Tls:CertificateFile",
        _ => key,
    };
}
