using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>Gathers the changes of one repair.</summary>
internal sealed class Edits(Solution solution)
{
    private readonly ImmutableArray<Edit>.Builder _edits = ImmutableArray.CreateBuilder<Edit>();
    private bool _isPossible = true;

    public void Insert(SyntaxTree tree, int position, string text) => Replace(tree, new TextSpan(position, 0), text);

    public void Insert(SyntaxToken before, string text) => Insert(before.SyntaxTree!, before.SpanStart, text);

    public void Replace(SyntaxNode node, string text) => Replace(node.SyntaxTree, node.Span, text);

    /// <summary>Removes a modifier and the blanks behind it.</summary>
    public void Remove(SyntaxToken modifier) => Replace(modifier.SyntaxTree!, TextSpan.FromBounds(modifier.SpanStart, modifier.FullSpan.End), "");

    public void Replace(SyntaxTree tree, TextSpan span, string text)
    {
        // What a generator wrote cannot be edited.
        if (solution.GetDocument(tree) is { } document && document is not SourceGeneratedDocument)
        {
            // Two parts of one repair may need the same, as a using.
            var edit = new Edit(document.Id, new TextChange(span, text));
            if (!_edits.Contains(edit))
            {
                _edits.Add(edit);
            }
        }
        else
        {
            _isPossible = false;
        }
    }

    public ImmutableArray<Repair> ToRepair(string title, string key) =>
        _isPossible && _edits.Count > 0 ? [new Repair(title, key, _edits.ToImmutable())] : [];
}
