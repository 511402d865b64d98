using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using ZkLockAttr.Tool.Running;

namespace ZkLockAttr.Tool;

/// <summary>
/// The standard output where it is a file or a pipe. .NET's own does not tell that its reader has gone: a table for each change would be written for nobody, for ever.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class StandardOutput : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="OutputException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var count = Posix.WriteOutput(buffer);
            if (count >= 0)
            {
                buffer = buffer[count..];
                continue;
            }

            var error = Marshal.GetLastPInvokeError();
            if (error != Posix.Interrupted)
            {
                throw new OutputException(Marshal.GetPInvokeErrorMessage(error), hasNoReader: error == Posix.BrokenPipe);
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
