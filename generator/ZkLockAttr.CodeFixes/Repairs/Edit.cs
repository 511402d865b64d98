using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace ZkLockAttr.CodeFixes.Repairs;

/// <summary>A change of one document's text.</summary>
internal readonly record struct Edit(DocumentId Document, TextChange Change)
{
    /// <summary>Whether the two cannot both be made.</summary>
    public bool Conflicts(Edit other)
    {
        if (Document != other.Document || Equals(other))
        {
            return false;
        }

        var (mine, theirs) = (Change.Span, other.Change.Span);
        return mine.IsEmpty && theirs.IsEmpty ? mine.Start == theirs.Start
            : mine.IsEmpty ? theirs.Start < mine.Start && mine.Start < theirs.End
            : theirs.IsEmpty ? mine.Start < theirs.Start && theirs.Start < mine.End
            : mine.OverlapsWith(theirs);
    }
}
