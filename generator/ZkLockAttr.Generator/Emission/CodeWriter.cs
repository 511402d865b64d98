using System.Runtime.CompilerServices;
using System.Text;

namespace ZkLockAttr.Generator.Emission;

/// <summary>Writes indented lines that end with <c>\n</c> on every machine.</summary>
internal sealed class CodeWriter
{
    // Kept for the next half of this thread: growing it anew costs more than the text.
    [ThreadStatic]
    private static StringBuilder? _kept;

    private readonly StringBuilder _text;
    private int _depth;

    public CodeWriter()
    {
        _text = _kept ?? new StringBuilder(capacity: 4096);
        _kept = null;
    }

    public CodeWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    public CodeWriter Line(string text)
    {
        Indent();
        _text.Append(text);
        return Line();
    }

    /// <summary>A line whose parts are written one by one, without a string of it all.</summary>
    public CodeWriter Line([InterpolatedStringHandlerArgument("")] Parts parts)
    {
        _ = parts;
        return Line();
    }

    /// <summary>Opens a block; its closing brace is written when the result is disposed.</summary>
    public Block Braces()
    {
        Line("{");
        _depth++;
        return new Block(this);
    }

    /// <summary>All that was written; nothing can be written after it.</summary>
    public string Close()
    {
        var text = _text.ToString();
        _kept = _text.Clear();
        return text;
    }

    private void Indent() => _text.Append(' ', _depth * 4);

    private void CloseBlock()
    {
        _depth--;
        Line("}");
    }

    internal readonly struct Block(CodeWriter writer) : IDisposable
    {
        public void Dispose() => writer.CloseBlock();
    }

    [InterpolatedStringHandler]
    internal readonly struct Parts
    {
        private readonly CodeWriter _writer;

        public Parts(int literalLength, int formattedCount, CodeWriter writer)
        {
            _ = literalLength + formattedCount;
            _writer = writer;
            writer.Indent();
        }

        public void AppendLiteral(string text) => _writer._text.Append(text);

        public void AppendFormatted(string text) => _writer._text.Append(text);
    }
}
