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
internal sealed partial class ScriptRun : IDisposable
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
}
