using System.Globalization;
using ZkLockAttr.ZooKeeper;

namespace ZkLockAttr.Tool.Connecting;

/// <summary>A session to look with. What the network breaks is asked again, until the time for it is over.</summary>
internal sealed class Ensemble(EnsembleSettings settings) : IAsyncDisposable
{
    private readonly ZooKeeperClient _client = new(settings.Servers.ToString(), settings.ClientOptions);

    public EnsembleSettings Settings => settings;

    /// <summary>As negotiated with the server.</summary>
    public TimeSpan SessionTimeout => _client.SessionTimeout;

    /// <summary>Asks until there is an answer. For reads, and for what may be done twice.</summary>
    /// <exception cref="ToolException">There was no answer in time, or it may not be asked.</exception>
    /// <exception cref="ZooKeeperException">The answer is another error.</exception>
    public async Task<T> AskAsync<T>(Func<ZooKeeperClient, CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.ConnectTimeout);
        while (true)
        {
            try
            {
                return await ask(_client, limit.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw Unavailable();
            }
            catch (ZooKeeperException exception) when (exception.Error is ZooKeeperError.ConnectionLoss or ZooKeeperError.SessionExpired or ZooKeeperError.ThrottledOp)
            {
                if (limit.IsCancellationRequested)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    throw Unavailable();
                }
            }
            catch (ZooKeeperException exception) when (exception.Error == ZooKeeperError.NoAuth)
            {
                throw new ToolException(
                    ExitCode.NotPermitted, $"the access control list of '{exception.Path}' does not let us: show who you are by --auth-file or ZKLOCK_AUTH.", exception);
            }
        }
    }

    /// <summary>Makes what is read from now on as new as what others have been told already.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => AskAsync(
        async (client, token) =>
        {
            await client.SyncAsync("/", token);
            return true;
        },
        cancellationToken);

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private ToolException Unavailable() => new(ExitCode.Unavailable, string.Create(
        CultureInfo.InvariantCulture, $"ZooKeeper cannot be asked: no answer within {settings.ConnectTimeout.TotalSeconds:0.###} s; {_client.DescribeFailures()}"));
}
