using System.Globalization;
using System.Runtime.CompilerServices;

namespace ZkLockAttr.OnPaper;

/// <summary>What is checked behind everything that happens, millions of times: the message is put together only where it fails.</summary>
internal static class Must
{
    public static void Hold(bool condition, [InterpolatedStringHandlerArgument(nameof(condition))] ref Complaint complaint)
    {
        if (!condition)
        {
            Assert.Fail(complaint.ToString());
        }
    }

    [InterpolatedStringHandler]
    public ref struct Complaint
    {
        private DefaultInterpolatedStringHandler _text;

        public Complaint(int literalLength, int formattedCount, bool condition, out bool isNeeded)
        {
            isNeeded = !condition;
            if (isNeeded)
            {
                _text = new DefaultInterpolatedStringHandler(literalLength, formattedCount, CultureInfo.InvariantCulture);
            }
        }

        public void AppendLiteral(string text) => _text.AppendLiteral(text);

        public void AppendFormatted<T>(T value) => _text.AppendFormatted(value);

        public override string ToString() => _text.ToStringAndClear();
    }
}
