using System.Text;
using System.Text.RegularExpressions;

namespace ZkLockAttr.Tool.Queues;

/// <summary>
/// Which locks are meant: <c>*</c> and <c>?</c> stand for characters of one segment, <c>**</c> for any. Without them: the lock of that name, and all below it.
/// </summary>
internal sealed class LockPattern
{
    private static readonly TimeSpan MatchLimit = TimeSpan.FromSeconds(1);

    private readonly Regex? _expression;

    private LockPattern(string start, int? depth, Regex? expression)
    {
        Start = start;
        Depth = depth;
        _expression = expression;
    }

    /// <summary>The node to begin at.</summary>
    public string Start { get; }

    /// <summary>How many levels below <see cref="Start"/> can match; null for any number.</summary>
    public int? Depth { get; }

    /// <exception cref="ToolException">It can match nothing.</exception>
    public static LockPattern Parse(string? pattern, string root)
    {
        if (string.IsNullOrEmpty(pattern))
        {
            return new LockPattern(root, null, null);
        }

        var segments = pattern.Split('/');
        var literal = segments.TakeWhile(segment => segment.AsSpan().IndexOfAny('*', '?') < 0).ToArray();
        if (literal.Length == segments.Length)
        {
            return new LockPattern(LockAddress.Parse(pattern, root).Path, null, null);
        }

        var start = string.Join('/', literal);
        var depth = pattern.Contains("**", StringComparison.Ordinal) ? (int?)null : segments.Length - literal.Length;
        return new LockPattern(
            start.Length > 0 ? LockAddress.Parse(start, root).Path : pattern.StartsWith('/') ? "/" : root, depth, new Regex(ExpressionOf(pattern), RegexOptions.CultureInvariant, MatchLimit));
    }

    public bool Matches(LockAddress lockAddress) => _expression is null || _expression.IsMatch(lockAddress.Name) || _expression.IsMatch(lockAddress.Path);

    private static string ExpressionOf(string pattern)
    {
        var expression = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    expression.Append(".*");
                    i++;
                    break;
                case '*':
                    expression.Append("[^/]*");
                    break;
                case '?':
                    expression.Append("[^/]");
                    break;
                default:
                    expression.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return expression.Append(@"\z").ToString();
    }
}
