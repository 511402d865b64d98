using System.Text;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.Differential.Tests.Wire;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Differential.Tests.Scripts;

/// <content>What the server says.</content>
internal sealed partial class ScriptRun
{
    private void AskWord(string word)
    {
        using var connection = new ScriptConnection(_port);
        connection.Send(Encoding.ASCII.GetBytes(word));
        foreach (var line in FourLetterAnswer.Comparable(word, Encoding.ASCII.GetString(connection.ReadToEnd()), _masks.Session, _notation.Write))
        {
            _transcript.Add($"{_speaker} < {line}");
        }
    }

    private void ReadAnswers(ScriptConnection connection)
    {
        while (connection.Pending.Count > 0 && !connection.IsClosed)
        {
            if (!connection.TryRead(out var frame))
            {
                _transcript.Add($"{_speaker} < {(connection.IsClosed ? "closed" : "nothing")}");
                connection.Pending.Clear();
                return;
            }

            if (Hear(connection, _speaker, frame))
            {
                ReadUntilClosed(connection);
            }
        }
    }

    private void ReadUntilClosed(ScriptConnection connection)
    {
        while (connection.TryRead(out var frame))
        {
            Hear(connection, _speaker, frame);
        }

        connection.Pending.Clear();
        _transcript.Add($"{_speaker} < {(connection.IsClosed ? "closed" : "left open")}");
    }

    /// <summary>Waits for an event whose time only the server knows.</summary>
    private void HearEvent(ScriptConnection connection)
    {
        if (connection.TryRead(out var frame))
        {
            Hear(connection, _speaker, frame);
        }
        else
        {
            _transcript.Add($"{_speaker} < {(connection.IsClosed ? "closed" : "nothing")}");
        }
    }

    private void HearOthers(bool endsSession)
    {
        var speaker = _speaker;
        foreach (var (name, connection) in _connections)
        {
            if (connection.IsClosed || !connection.HasSession)
            {
                continue;
            }

            _speaker = name;
            var from = _transcript.CountInLine;
            var writer = new FrameWriter();
            writer.BeginFrame();
            new RequestHeader(Xid.Ping, OpCode.Ping).Write(writer);
            writer.EndFrame();
            connection.Send(writer.Written);
            while (true)
            {
                if (!connection.TryRead(out var frame))
                {
                    _transcript.Add($"{name} < {(connection.IsClosed ? "closed" : "nothing")}");
                    break;
                }

                var reader = new JuteReader(frame);
                var header = ReplyHeader.Read(ref reader);
                if (header.Xid == Xid.Ping)
                {
                    connection.LastZxid = Math.Max(connection.LastZxid, header.Zxid);
                    break;
                }

                Hear(connection, name, frame);
            }

            if (endsSession && name != speaker)
            {
                _transcript.Reorder(from, KnownDifferences.OrderedAtSessionEnd);
            }
        }
    }

    /// <summary>Writes a frame down.</summary>
    /// <returns>Whether the server closes the connection behind it.</returns>
    private bool Hear(ScriptConnection connection, string name, ReadOnlySpan<byte> frame)
    {
        if (connection.Pending is [{ OpCode: OpCode.Error }, ..])
        {
            connection.Pending.RemoveAt(0);
            return HearConnectResponse(connection, name, frame);
        }

        var reader = new JuteReader(frame);
        var header = ReplyHeader.Read(ref reader);
        if (header.Xid == Xid.WatchEvent)
        {
            _transcript.Add($"{name} < {_replies.WriteEvent(frame)}");
            return false;
        }

        connection.LastZxid = Math.Max(connection.LastZxid, header.Zxid);
        var request = connection.Pending.Find(pending => pending.Xid == header.Xid);
        if (request is null)
        {
            _transcript.Add($"{name} < an answer to {header.Xid}, which nobody asked: {Convert.ToHexStringLower(frame)}");
            return false;
        }

        connection.Pending.Remove(request);
        _transcript.Add($"{name} < {request.Verb}: {_replies.WriteReply(frame, request.OpCode)}");
        return request.OpCode == OpCode.CloseSession
            || header.Error == ZooKeeperError.AuthFailed
            || header is { Error: ZooKeeperError.Unimplemented, Zxid: -1 };
    }

    private bool HearConnectResponse(ScriptConnection connection, string name, ReadOnlySpan<byte> frame)
    {
        var reader = new JuteReader(frame);
        var response = ConnectResponse.Read(ref reader);
        connection.HasSession = !response.IsRefusal;
        if (connection.HasSession)
        {
            _sessions[name] = (response.SessionId, response.Password);
            _opened[response.SessionId] = response.Password;
            _masks.AddSession(response.SessionId, name);
        }

        _transcript.Add($"{name} < connect: {_replies.WriteConnectResponse(frame)}");
        return response.IsRefusal;
    }
}
