using Microsoft.Extensions.Logging;
using ZkLockAttr.Testing;

namespace ZkLockAttr.ZooKeeper.Tests.Network;

/// <summary>A session logs on threads of its own, where an exception would end the process.</summary>
public sealed class ForgivingLoggerTests
{
    private const int Limit = 60_000;

    [Theory(Timeout = Limit)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_logger_that_throws_costs_no_session(bool throwsWhenAsked)
    {
        await using var server = ZooKeeperTestServer.Start();
        var logger = new ThrowingLogger(throwsWhenAsked);
        await using var client = new ZooKeeperClient(server.ConnectionString, new ZooKeeperClientOptions { LoggerFactory = logger });

        await client.CreateAsync("/a", null, CreateMode.Ephemeral);
        var session = client.SessionId;
        var lost = new TaskCompletionSource();
        await client.GetDataAsync("/a", _ => lost.SetResult());
        server.DropConnections();
        await lost.Task;

        Assert.NotNull(await client.ExistsAsync("/a"));
        Assert.Equal(session, client.SessionId);
        Assert.True(logger.Calls > 0);
    }

    private sealed class ThrowingLogger(bool throwsWhenAsked) : ILoggerFactory, ILogger
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => !throwsWhenAsked || Throw();

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Throw();

        public void Dispose()
        {
        }

        private bool Throw()
        {
            Interlocked.Increment(ref _calls);
            throw new InvalidOperationException("The disk is full.");
        }
    }
}
