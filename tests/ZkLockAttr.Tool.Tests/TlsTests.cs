using System.Text.RegularExpressions;
using ZkLockAttr.TestServers;
using ZkLockAttr.Tool.Tests.Harness;

namespace ZkLockAttr.Tool.Tests;

/// <summary>TLS, with a real ZooKeeper.</summary>
public class TlsTests(TlsScene scene) : IClassFixture<TlsScene>
{
    private static readonly string[] Commands = ["ls", "doctor", "run"];

    [RealZooKeeperTheory]
    [InlineData("--tls-cert client.pem --tls-key client.key", null)]
    [InlineData("--tls-cert client.pem --tls-key client.key", "of no use")]
    [InlineData("--tls-cert client.pem --tls-key encrypted.key", TlsScene.Password)]
    [InlineData("--tls-cert both.pem", null)]
    [InlineData("--tls-cert encrypted.pem", TlsScene.Password)]
    [InlineData("--tls-cert client.p12", TlsScene.Password)]
    [InlineData("--tls --tls-cert open.PFX", null)]
    public async Task Commands_speak_it_with_each_kind_of_file(string files, string? password)
    {
        foreach (var command in Commands)
        {
            (await scene.RunAsync(scene.Secure, command, $"--tls-ca ca.pem {files}", password)).Succeeded();
        }
    }

    [RealZooKeeperTheory]
    [InlineData("--tls-ca stranger.pem --tls-cert both.pem", "its certificate is not trusted")]
    [InlineData("--tls --tls-cert both.pem", "its certificate is not trusted")]
    [InlineData("--tls-ca ca.pem", "it does not accept our certificate, or that there is none|it ended the connection in the TLS handshake")]
    public async Task Who_is_not_who_it_should_be_is_told(string options, string expected)
    {
        foreach (var command in Commands)
        {
            var outcome = await scene.RunAsync(scene.Secure, command, options);

            outcome.Failed(command == "doctor" ? ExitCode.Failed : ExitCode.Unavailable);
            var told = outcome.Output + outcome.Errors;

            // The server's word on us is lost where the reset of the connection overtakes it.
            Assert.True(Regex.IsMatch(told, expected), told);
        }
    }

    [RealZooKeeperFact]
    public async Task A_port_that_speaks_the_other_way_is_told()
    {
        foreach (var command in Commands)
        {
            var plain = await scene.RunAsync(scene.Secure, command, "");
            var secure = await scene.RunAsync(scene.Plain, command, "--tls-ca ca.pem --tls-cert both.pem");

            Assert.Matches("speaks? TLS on this port", plain.Output + plain.Errors);
            Assert.Contains("it may speak plain on this port", secure.Output + secure.Errors, StringComparison.Ordinal);
            Assert.All([plain, secure], outcome => outcome.Failed(command == "doctor" ? ExitCode.Failed : ExitCode.Unavailable));
        }
    }

    [Theory]
    [InlineData("--tls-ca none.pem", null, "--tls-ca: .*none.pem cannot be used: there is no such file.")]
    [InlineData("--tls-ca client.key", null, "--tls-ca: .*client.key cannot be used: there is no certificate in it, as PEM.")]
    [InlineData("--tls-cert none.pem", null, "--tls-cert: .*none.pem cannot be used: there is no such file.")]
    [InlineData("--tls-cert none.p12", null, "--tls-cert: .*none.p12 cannot be used: there is no such file.")]
    [InlineData("--tls-cert client.key", null, "--tls-cert: there is no certificate in .*client.key, as PEM.")]
    [InlineData("--tls-cert client.pem", null, "--tls-cert: .*client.pem has no private key in it, as PEM: name its file by --tls-key.")]
    [InlineData("--tls-cert client.pem --tls-key none.key", null, "--tls-key: .*none.key cannot be used: there is no such file.")]
    [InlineData("--tls-cert client.pem --tls-key ca.pem", null, "--tls-key: .*ca.pem has no private key in it, as PEM.")]
    [InlineData("--tls-cert client.pem --tls-key other.key", null, "--tls-key: .*other.key: the key cannot be read, or is not that of the certificate in .*client.pem.")]
    [InlineData("--tls-cert client.pem --tls-key encrypted.key", null, "--tls-key: .*encrypted.key has an encrypted key: set ZKLOCK_TLS_PASSWORD.")]
    [InlineData("--tls-cert client.pem --tls-key encrypted.key", "wrong", "the password in ZKLOCK_TLS_PASSWORD does not open the key")]
    [InlineData("--tls-cert encrypted.pem", "wrong", "the password in ZKLOCK_TLS_PASSWORD does not open the key")]
    [InlineData("--tls-cert client.p12", null, "--tls-cert: .*client.p12 is encrypted: set ZKLOCK_TLS_PASSWORD.")]
    [InlineData("--tls-cert client.p12", "wrong", "--tls-cert: the password in ZKLOCK_TLS_PASSWORD does not open .*client.p12.")]
    [InlineData("--tls-cert client.p12 --tls-key client.key", TlsScene.Password, "client.p12 is PKCS#12 and has its key in it: leave --tls-key out.")]
    public async Task A_file_that_does_not_do_is_told(string files, string? password, string expected)
    {
        foreach (var command in Commands)
        {
            Assert.Matches(expected, (await scene.RunAsync("127.0.0.1:1", command, files, password)).Failed(ExitCode.Usage));
        }
    }
}
