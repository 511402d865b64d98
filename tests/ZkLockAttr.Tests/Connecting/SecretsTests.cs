using System.Collections.Concurrent;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Logging;
using ZkLockAttr.Testing;
using ZkLockAttr.TestServers;
using ZkLockAttr.TestServers.Tls;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tests.Connecting;

/// <summary>Whatever goes wrong, nothing that is logged or thrown gives away who has which password or key.</summary>
public sealed class SecretsTests : IDisposable
{
    private const int Limit = 60_000;
    private const string Password = "hunter2-swordfish";

    private readonly RecordingLoggerProvider _log = new();
    private readonly SingleProviderFactory _loggerFactory;
    private readonly TestAuthority _authority = new();
    private readonly X509Certificate2 _certificate;

    public SecretsTests()
    {
        _loggerFactory = new SingleProviderFactory(_log);
        _certificate = _authority.Issue("CN=client");
    }

    private DistributedLocksOptions Options => new()
    {
        SessionTimeout = TimeSpan.FromSeconds(4),
        ConnectTimeout = TimeSpan.FromMilliseconds(500),
        Auth = [ZooKeeperAuth.Digest("bob", Password), new ZooKeeperAuth("nonsense", Encoding.UTF8.GetBytes(Password))],
        Acl = ZooKeeperAcl.CreatorAll,
        LoggerFactory = _loggerFactory,
    };

    public void Dispose()
    {
        _loggerFactory.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }

    [Fact(Timeout = Limit)]
    public async Task No_password_or_key_is_logged_or_thrown()
    {
        await using var server = ZooKeeperTestServer.Start();
        await using var http = ScriptedServer.Start(connection => connection.WriteAsync("HTTP/1.1 400\r\n"u8.ToArray()).AsTask());
        await using var echo = ScriptedServer.Start(connection => connection.CopyToAsync(connection));
        await using var closing = ScriptedServer.Start(ServerScript.ReadFrameAsync);
        await using var garbling = ScriptedServer.Start(async connection =>
        {
            await ServerScript.AcceptSessionAsync(connection);
            while (await ServerScript.ReadFrameAsync(connection) is { } request)
            {
                await ServerScript.SendFrameAsync(connection, writer => writer.WriteRaw(request));
            }
        });
        var tls = new SslClientAuthenticationOptions { ClientCertificates = [_certificate] };

        // An identity that is refused, servers that are none, one that sends back what it got, TLS that fails, nobody there.
        string[] servers =
        [
            server.ConnectionString, http.ConnectionString, echo.ConnectionString, closing.ConnectionString, garbling.ConnectionString, "localhost:1",
        ];
        foreach (var connectionString in servers)
        {
            await FailAsync(() => AcquireAsync(connectionString, Options));
            await FailAsync(() => AcquireAsync(connectionString, Options with { Tls = tls }));
        }

        // A lock that is refused, and one that is lost.
        var accepted = Options with { Auth = [ZooKeeperAuth.Digest("bob", Password)], ConnectTimeout = TimeSpan.FromSeconds(15) };
        await using var owner = new DistributedLocks(server.ConnectionString, accepted);
        await using var handle = await owner.AcquireAsync("test");
        await FailAsync(() => AcquireAsync(server.ConnectionString, accepted with { Auth = [ZooKeeperAuth.Digest("eve", Password)] }));
        server.ExpireAllSessions();
        Assert.False(await handle.ValidateAsync());

        // Credentials where they do not belong, and wrong options.
        string[] wrong = [$"bob:{Password}@localhost:2181", $"Server=localhost;Password={Password}", $"zk://bob:{Password}@a/b", $"a:{Password}", $"{Password} x"];
        foreach (var connectionString in wrong)
        {
            await FailAsync(() => AcquireAsync(connectionString, Options));
        }

        await FailAsync(() => Task.FromResult(ZooKeeperAuth.Digest("bob:" + Password, Password)));
        _log.Say(Options.ToString());
        _log.Say(Options.Auth[0].ToString());
        _log.Say(new ZooKeeperClientOptions { Auth = Options.Auth, Tls = tls }.ToString());

        Assert.InRange(_log.Said.Count, 30, int.MaxValue);
        var key = _certificate.GetECDsaPrivateKey()!.ExportParameters(includePrivateParameters: true).D!;
        string[] secrets =
        [
            Password,
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Password)),
            Convert.ToHexString(Encoding.UTF8.GetBytes(Password)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("bob:" + Password)),
            ZooKeeperAuth.DigestId("bob", Password)["bob:".Length..],
            Convert.ToBase64String(key),
            Convert.ToHexString(key),
            "PRIVATE KEY",
        ];
        foreach (var said in _log.Said)
        {
            Assert.DoesNotContain(secrets, secret => said.Contains(secret, StringComparison.OrdinalIgnoreCase));
        }
    }

    private static async Task AcquireAsync(string connectionString, DistributedLocksOptions options)
    {
        await using var locks = new DistributedLocks(connectionString, options);
        await using var handle = await locks.AcquireAsync("test");
    }

    // With all that the exception carries, as a log would show it.
    private async Task FailAsync(Func<Task> action) => _log.Say((await Assert.ThrowsAnyAsync<Exception>(action)).ToString());

    private sealed class RecordingLoggerProvider : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Said { get; } = new();

        public void Say(string text) => Said.Enqueue(text);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            // Also what the message leaves out and a structured log keeps.
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}")) : "";
            Say($"{formatter(state, exception)} {exception} {values}");
        }

        public void Dispose()
        {
        }
    }

    private sealed class SingleProviderFactory(ILoggerProvider provider) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => provider.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
