using ZkLockAttr.Testing.Core;
using ZkLockAttr.Testing.Faults;

namespace ZkLockAttr.Testing.Tests.Core;

public class ConnectionOutputTests
{
    [Fact]
    public void What_a_slow_reader_has_taken_is_not_kept()
    {
        const int Frame = 64 * 1024;
        var output = new ConnectionOutput();
        output.WriteRaw([1, 2, 3]);
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        // 64 MiB go through, and something is always left.
        for (byte i = 0; i < 250; i++)
        {
            for (var j = 0; j < 4; j++)
            {
                Write(output, Frame, i);
                output.MarkSent(Frame);
            }

            Assert.Equal(3, output.Length);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 8 * 1024 * 1024);
    }

    [Fact]
    public void What_is_held_stays_held_when_what_was_sent_is_forgotten()
    {
        const int Sent = 2 * 1024 * 1024;
        using var fault = new ServerFault(FaultKind.HoldReplies, _ => true, times: 1, _ => { });
        var output = new ConnectionOutput();
        output.WriteRaw(new byte[Sent]);
        output.WriteRaw([7]);
        output.BeginFrame().WriteInt(1);
        output.EndFrame(fault);

        output.MarkSent(Sent);

        Assert.Equal([7], output.Sendable.ToArray());
        output.Release(fault);
        Assert.Equal([7, 0, 0, 0, 4, 0, 0, 0, 1], output.Sendable.ToArray());
    }

    private static void Write(ConnectionOutput output, int length, byte value)
    {
        Span<byte> bytes = stackalloc byte[1024];
        bytes.Fill(value);
        for (; length > 0; length -= bytes.Length)
        {
            output.WriteRaw(bytes);
        }
    }
}
