using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.Testing.Core;

/// <summary>
/// What a connection has yet to send. Frames keep their order, so a frame that a fault holds back holds all behind it.
/// </summary>
internal sealed class ConnectionOutput
{
    // So much of what is sent is kept at most, or as much as is left to send.
    private const int MostSentKept = 1024 * 1024;

    private readonly FrameWriter _frames = new();
    private readonly List<(ServerFault Fault, int From)> _holds = [];
    private int _sent;
    private int _frameStart;

    /// <summary>Whether nothing is left, neither to send nor held.</summary>
    public bool IsDrained => _sent == _frames.Written.Length;

    /// <summary>The bytes that may go now; valid until the next change.</summary>
    public ReadOnlySpan<byte> Sendable => _frames.Written[_sent..Limit];

    public int Length => _frames.Written.Length - _sent;

    private int Limit
    {
        get
        {
            var limit = _frames.Written.Length;
            foreach (var (_, from) in _holds)
            {
                limit = Math.Min(limit, from);
            }

            return Math.Max(limit, _sent);
        }
    }

    public FrameWriter BeginFrame()
    {
        _frameStart = _frames.Written.Length;
        _frames.BeginFrame();
        return _frames;
    }

    public void EndFrame(ServerFault? heldBy)
    {
        _frames.EndFrame();
        if (heldBy is not null)
        {
            _holds.Add((heldBy, _frameStart));
        }
    }

    public void AbandonFrame() => _frames.AbandonFrame();

    public void WriteRaw(ReadOnlySpan<byte> bytes) => _frames.WriteRaw(bytes);

    public void MarkSent(int count)
    {
        _sent += count;
        if (IsDrained)
        {
            _frames.Clear();
            _sent = 0;
        }
        else if (_sent > Math.Max(MostSentKept, Length))
        {
            ForgetSent();
        }
    }

    /// <summary>Lets go what the fault held.</summary>
    /// <returns>Whether no other fault holds anything here.</returns>
    public bool Release(ServerFault fault)
    {
        _holds.RemoveAll(hold => hold.Fault == fault);
        return _holds.Count == 0;
    }

    // Whoever reads slowly, and always has something left, would else have all kept that he was ever sent.
    private void ForgetSent()
    {
        _frames.RemoveFirst(_sent);
        for (var i = 0; i < _holds.Count; i++)
        {
            _holds[i] = (_holds[i].Fault, _holds[i].From - _sent);
        }

        _sent = 0;
    }
}
