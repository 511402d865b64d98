using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Differential.Tests.Scripts;

/// <content>What stands before and behind a script.</content>
internal sealed partial class ScriptRun
{
    private void MakeHome() => _masks.BaseZxid = Converse("connect", $"create ~{_home}", "closeSession");

    /// <summary>What a script has left open must not end while another one runs: that takes a transaction.</summary>
    private void CloseSessions()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }

        foreach (var (id, password) in _opened)
        {
            _sessions["opened"] = (id, password);
            Converse("connect session=opened", "closeSession");
        }
    }

    /// <summary>A short conversation that no transcript has.</summary>
    /// <returns>The newest transaction that the server told of.</returns>
    private long Converse(params string[] commands)
    {
        _speaker = "run";
        var writer = new FrameWriter();
        WriteConnect(writer, Command.Parse(commands[0]));
        foreach (var command in commands[1..])
        {
            WriteRequest(writer, Command.Parse(command));
        }

        using var connection = _connections[_speaker];
        connection.Send(writer.Written);
        var zxid = 0L;
        for (var isHandshake = true; connection.TryRead(out var frame); isHandshake = false)
        {
            var reader = new JuteReader(frame);
            zxid = isHandshake ? zxid : Math.Max(zxid, ReplyHeader.Read(ref reader).Zxid);
        }

        _connections.Remove(_speaker);
        return zxid;
    }
}
