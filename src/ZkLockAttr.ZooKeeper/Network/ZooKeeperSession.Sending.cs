using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Network;

/// <summary>Sending, by whoever leaves the gate.</summary>
internal sealed partial class ZooKeeperSession
{
    // Guarded by _gate. True while a thread sends outside the gate: that thread alone then owns _outgoing. What that holds behind _sent goes out before
    // the core's output.
    private bool _isSending;
    private FrameWriter _outgoing = new();
    private int _sent;

    private bool HasOutput => _sent < _outgoing.Written.Length || !_core.Output.IsEmpty;

    private bool HasUnsent => !_isSending && HasOutput && _connection is not null;

    // Called under the gate by the thread that leaves it; leaves the gate while it sends.
    private void Send()
    {
        while (!_isSending && HasOutput && _connection is { CanSend: true } connection)
        {
            if (_sent == _outgoing.Written.Length)
            {
                DropOutgoing();
                (_outgoing, _core.Output) = (_core.Output, _outgoing);
            }

            _isSending = true;
            var sent = 0;
            _gate.Exit();
            try
            {
                sent = connection.Send(_outgoing.Written[_sent..]);
            }
            catch (Exception exception)
            {
                // Whatever it was, TLS or the socket: the receiver sees the end of the connection and says why.
                connection.Abort(exception);
            }

            EnterGate();
            _isSending = false;
            _sent += sent;
            if (_connection != connection || sent == 0)
            {
                // The rest was for a connection that is gone.
                DropOutgoing();
            }
        }
    }

    private void DropOutgoing()
    {
        _outgoing.Clear();
        _sent = 0;
    }
}
