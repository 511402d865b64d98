using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;
using ZkLockAttr.Naming;

namespace ZkLockAttr.CompilerServices;

/// <summary>Writes the lock name of a generated method; for generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
[InterpolatedStringHandler]
public ref struct LockNameHandler
{
    private LockNameBuilder _builder;

    /// <summary>For generated code only.</summary>
    public LockNameHandler(int literalLength, int formattedCount) => _builder = new LockNameBuilder(literalLength + formattedCount * 16);

    /// <summary>For generated code only.</summary>
    public void AppendLiteral(string value) => _builder.AppendLiteral(value);

    /// <summary>For generated code only.</summary>
    public void AppendFormatted(string? value) => _builder.AppendValue(value);

    /// <summary>For generated code only.</summary>
    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    /// <summary>For generated code only.</summary>
    public void AppendFormatted<T>(T value, string? format)
    {
        // The casts of a type parameter, rather than a pattern variable, let the JIT call a struct's method without boxing it.
        Span<char> text = stackalloc char[128];
        if (value is ISpanFormattable && ((ISpanFormattable)value).TryFormat(text, out var written, format, CultureInfo.InvariantCulture))
        {
            _builder.AppendValue(text[..written]);
        }
        else if (value is IFormattable)
        {
            _builder.AppendValue(((IFormattable)value).ToString(format, CultureInfo.InvariantCulture));
        }
        else
        {
            _builder.AppendValue(value?.ToString());
        }
    }

    internal LockName Finish(string? template = null) => new(_builder.Finish(), template);
}
