using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;

namespace ZkLockAttr.Testing.Tests.Clients;

/// <summary>A core in virtual time.</summary>
internal sealed class CoreFixture
{
    /// <summary>2026-01-01, in milliseconds since 1970.</summary>
    public const long Epoch = 1_767_225_600_000;

    private long _elapsed;

    public CoreFixture(ServerSettings? settings = null) => Core = new ServerCore(settings ?? ServerSettings.Default, Now);

    public ServerCore Core { get; }

    public ServerTime Now => new(_elapsed, Epoch + _elapsed);

    public CoreClient Open(int endpoint = 0) => new(this, endpoint);

    public CoreClient Connect(int timeoutMs = 10_000, int endpoint = 0)
    {
        var client = Open(endpoint);
        client.Connect(timeoutMs);
        return client;
    }

    public CoreClient Attach(CoreClient session, int endpoint = 0, int timeoutMs = 10_000)
    {
        var client = Open(endpoint);
        client.Connect(timeoutMs, session.SessionId, session.Password);
        return client;
    }

    public void Advance(long milliseconds)
    {
        _elapsed += milliseconds;
        Core.Advance(Now);
    }

    public ServerFault AddFault(FaultKind kind, Func<ServerMessage, bool> matches, int times = int.MaxValue)
    {
        var fault = new ServerFault(kind, matches, times, ended => Core.EndFault(ended, Now));
        Core.State.Faults.Add(fault);
        return fault;
    }
}
