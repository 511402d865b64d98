using System.Globalization;
using System.Text;
using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.Differential.Tests.Wire;
using ZkLockAttr.ZooKeeper;
using ZkLockAttr.ZooKeeper.Wire;
using ZkLockAttr.ZooKeeper.Wire.Records;

namespace ZkLockAttr.Differential.Tests.Scripts;

/// <summary>
/// Runs a script against one server. After each line every connection asks for a ping: all that the line has caused has arrived before its answer.
/// </summary>
internal sealed class ScriptRun : IDisposable
{
    private const int SessionTimeoutMs = 30_000;

    private readonly int _port;
    private readonly string _home;
    private readonly Notation _notation;
    private readonly Masks _masks = new();
    private readonly Requests _requests;
    private readonly Replies _replies;
    private readonly Transcript _transcript = new();
    private readonly SortedDictionary<string, ScriptConnection> _connections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Id, byte[] Password)> _sessions = [];
    private readonly Dictionary<long, byte[]> _opened = [];
    private readonly Dictionary<string, long> _marks = [];
    private string _speaker = "";

    private ScriptRun(int port, string home)
    {
        _port = port;
        _home = home;
        _notation = new Notation(home);
        _requests = new Requests(_notation, ZxidOf);
        _replies = new Replies(_notation, _masks);
    }

    /// <summary>Runs the script below a node that is made for it.</summary>
    public static Transcript Run(Script script, int port, string home)
    {
        using var run = new ScriptRun(port, home);
        run.MakeHome();
        foreach (var line in script.Lines)
        {
            run.Execute(line);
        }

        run.CloseSessions();
        return run._transcript;
    }

    public void Dispose()
    {
        foreach (var connection in _connections.Values)
        {
            connection.Dispose();
        }
    }

    private void Execute(ScriptLine line)
    {
        _transcript.BeginLine();
        _speaker = line.Connection;
        var writer = new FrameWriter();
        foreach (var command in line.Commands)
        {
            switch (command.Verb)
            {
                case "connect":
                    WriteConnect(writer, command);
                    break;

                case "bytes":
                    Open();
                    writer.WriteRaw(Convert.FromHexString(command.Word(0)));
                    break;

                case "word":
                    AskWord(command.Word(0));
                    break;

                case "drop":
                    _connections[_speaker].Dispose();
                    break;

                case "hear":
                    HearEvent(_connections[_speaker]);
                    break;

                case "closed":
                    ReadUntilClosed(_connections[_speaker]);
                    break;

                case "rebase":
                    _masks.BaseZxid = _connections[_speaker].LastZxid;
                    break;

                case "mark":
                    _marks[command.Word(0)] = _connections[_speaker].LastZxid;
                    break;

                default:
                    WriteRequest(writer, command);
                    break;
            }
        }

        if (_connections.TryGetValue(_speaker, out var connection))
        {
            connection.Send(writer.Written);
            ReadAnswers(connection);
        }

        if (!line.Commands.Any(command => command.Verb == "bytes"))
        {
            HearOthers(endsSession: line.Commands.Any(command => command.Verb == "closeSession"));
        }
    }

    private void WriteRequest(FrameWriter writer, Command command)
    {
        var connection = _connections[_speaker];
        var opCode = Requests.OpCodeOf(command);
        var xid = opCode switch
        {
            OpCode.Ping => Xid.Ping,
            OpCode.Auth => Xid.Auth,
            OpCode.SetWatches or OpCode.SetWatches2 => Xid.SetWatches,
            _ => command.Number("xid", connection.NextXid()),
        };
        _requests.WriteFrame(writer, command, xid);
        connection.Pending.Add(new PendingRequest(xid, opCode, command.Verb));
    }

    private void WriteConnect(FrameWriter writer, Command command)
    {
        var connection = OpenNew();
        var (id, password) = command.Option("session") switch
        {
            null => (0, new byte[ConnectRequest.PasswordLength]),
            "unknown" => (0x7700_0000_0000_0077, new byte[ConnectRequest.PasswordLength]),
            var name => _sessions[name],
        };
        writer.BeginFrame();
        writer.WriteInt(0);
        writer.WriteLong(ZxidOf(command.Option("zxid") ?? "0"));
        writer.WriteInt(command.Number("timeout", SessionTimeoutMs));
        writer.WriteLong(id);
        writer.WriteBuffer(command.Option("password") switch { null => password, "null" => null, var text => Encoding.UTF8.GetBytes(text) });
        if (!command.Has("old"))
        {
            writer.WriteBool(command.Has("read-only"));
        }

        writer.EndFrame();
        connection.Pending.Add(new PendingRequest(0, OpCode.Error, command.Verb));
    }

    // 0, the newest that this connection knows, a marked one, or a distance from the script's first: "zxid=+3".
    private long ZxidOf(string word) => word switch
    {
        "0" => 0,
        "last" => _connections.Values.Max(connection => connection.LastZxid),
        "future" => long.MaxValue,
        ['+', ..] => _masks.BaseZxid + long.Parse(word, CultureInfo.InvariantCulture),
        _ => _marks[word],
    };

    private ScriptConnection Open() => _connections.TryGetValue(_speaker, out var present) && !present.IsClosed ? present : OpenNew();

    private ScriptConnection OpenNew()
    {
        if (_connections.TryGetValue(_speaker, out var present))
        {
            present.Dispose();
        }

        return _connections[_speaker] = new ScriptConnection(_port);
    }

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

    private void MakeHome()
    {
        var create = Command.Parse($"create ~{_home}");
        var answers = Converse("home", [Command.Parse("connect"), create, Command.Parse("closeSession")]);
        _masks.BaseZxid = answers.Max();
        _connections.Clear();
        _sessions.Clear();
    }

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
            Converse("closer", [Command.Parse("connect session=opened"), Command.Parse("closeSession")]);
        }
    }

    private List<long> Converse(string name, Command[] commands)
    {
        _speaker = name;
        var zxids = new List<long>();
        var writer = new FrameWriter();
        foreach (var command in commands)
        {
            if (command.Verb == "connect")
            {
                WriteConnect(writer, command);
            }
            else
            {
                WriteRequest(writer, command);
            }
        }

        var connection = _connections[name];
        connection.Send(writer.Written);
        for (var isFirst = true; connection.TryRead(out var frame); isFirst = false)
        {
            var reader = new JuteReader(frame);
            if (!isFirst)
            {
                zxids.Add(ReplyHeader.Read(ref reader).Zxid);
            }
            else if (_sessions.Count == 0)
            {
                var response = ConnectResponse.Read(ref reader);
                _sessions[name] = (response.SessionId, response.Password);
            }
        }

        return zxids;
    }
}
