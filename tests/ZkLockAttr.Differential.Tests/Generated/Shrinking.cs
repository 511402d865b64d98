using ZkLockAttr.Differential.Tests.Comparing;
using ZkLockAttr.Differential.Tests.Scripts;

namespace ZkLockAttr.Differential.Tests.Generated;

/// <summary>Leaves lines out of a script as long as the servers differ.</summary>
internal static class Shrinking
{
    public static Comparison Shrink(ServerPair servers, Comparison failed)
    {
        var shortest = failed;
        for (var size = Math.Max(1, failed.Script.Lines.Count / 2); size >= 1; size /= 2)
        {
            for (var at = 0; at < shortest.Script.Lines.Count;)
            {
                var script = Without(shortest.Script, at, size);
                if (IsSensible(script) && servers.Compare(script) is { FirstDifference: not null } shorter)
                {
                    shortest = shorter;
                }
                else
                {
                    at += size;
                }
            }
        }

        return shortest;
    }

    private static Script Without(Script script, int at, int count) => new([.. script.Lines.Take(at), .. script.Lines.Skip(at + count)]);

    /// <summary>Whether no connection speaks, and no session is named, that was never opened.</summary>
    private static bool IsSensible(Script script)
    {
        var opened = new HashSet<string>();
        foreach (var line in script.Lines)
        {
            var session = line.Commands[0].Verb == "connect" ? line.Commands[0].Option("session") : line.Connection;
            if (session is not null && !opened.Contains(session))
            {
                return false;
            }

            opened.Add(line.Connection);
        }

        return true;
    }
}
