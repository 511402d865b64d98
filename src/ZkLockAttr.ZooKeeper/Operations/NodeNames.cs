using System.Text;
using ZkLockAttr.ZooKeeper.Wire;

namespace ZkLockAttr.ZooKeeper.Operations;

/// <summary>
/// Names of nodes, one behind the other in one piece of memory: who looks at them all and keeps few needs no string for each. The next list takes the memory over.
/// </summary>
internal sealed class NodeNames
{
    private char[] _text = [];
    private int[] _ends = [];

    public int Count { get; private set; }

    public ReadOnlySpan<char> this[int index] => _text.AsSpan((index == 0 ? 0 : _ends[index - 1])..EndOf(index));

    public static NodeNames Of(params IReadOnlyCollection<string> names)
    {
        var made = new NodeNames();
        made.Clear(names.Count);
        foreach (var name in names)
        {
            name.CopyTo(made.Reserve(name.Length));
            made.Add(name.Length);
        }

        return made;
    }

    public string[] ToArray()
    {
        var names = new string[Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = this[i].ToString();
        }

        return names;
    }

    public Enumerator GetEnumerator() => new(this);

    internal void Read(ref JuteReader reader)
    {
        var count = reader.ReadCount(sizeof(int));
        Clear(count);
        for (var i = 0; i < count; i++)
        {
            var name = reader.ReadText();
            Add(Encoding.UTF8.GetChars(name, Reserve(name.Length)));
        }
    }

    private int EndOf(int index) => index < Count ? _ends[index] : throw new ArgumentOutOfRangeException(nameof(index));

    private void Clear(int count)
    {
        Count = 0;
        if (_ends.Length < count)
        {
            _ends = new int[count];
        }
    }

    // Room for the next name. UTF-8 has no fewer bytes than characters.
    private Span<char> Reserve(int length)
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        if (_text.Length < start + length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, start + length));
        }

        return _text.AsSpan(start);
    }

    private void Add(int length)
    {
        _ends[Count] = (Count == 0 ? 0 : _ends[Count - 1]) + length;
        Count++;
    }

    /// <summary>Goes through the names.</summary>
    internal ref struct Enumerator(NodeNames names)
    {
        private int _index = -1;

        public readonly ReadOnlySpan<char> Current => names[_index];

        public bool MoveNext() => ++_index < names.Count;
    }
}
