using System.Text;
using ZkLockAttr.Differential.Tests.Scripts;

namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>What both servers said to one script.</summary>
internal sealed record Comparison(Script Script, Transcript InProcess, Transcript Real)
{
    /// <summary>The first line after which they differ, if any.</summary>
    public int? FirstDifference
    {
        get
        {
            for (var i = 0; i < Script.Lines.Count; i++)
            {
                if (!InProcess.Lines[i].SequenceEqual(Real.Lines[i]))
                {
                    return i;
                }
            }

            return null;
        }
    }

    /// <summary>The script up to the difference, and what either said there.</summary>
    public string Describe()
    {
        if (FirstDifference is not { } line)
        {
            return "No difference.";
        }

        var text = new StringBuilder("The servers differ behind the last line of this script:\n");
        foreach (var before in Script.Lines.Take(line + 1))
        {
            text.Append("  ").Append(before.Text).Append('\n');
        }

        text.Append("ZooKeeper said:\n");
        Append(text, Real.Lines[line]);
        text.Append("ZkLockAttr.Testing said:\n");
        Append(text, InProcess.Lines[line]);
        return text.ToString();
    }

    /// <summary>Both transcripts, as one, if they are equal.</summary>
    public string Tell()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Script.Lines.Count; i++)
        {
            text.Append(Script.Lines[i].Text).Append('\n');
            Append(text, Real.Lines[i]);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, IReadOnlyList<string> answers)
    {
        foreach (var answer in answers)
        {
            text.Append("    ").Append(answer).Append('\n');
        }
    }
}
