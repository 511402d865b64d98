namespace ZkLockAttr.Generator.Naming;

/// <summary>Finds what a misspelt name was meant to be.</summary>
internal static class ClosestName
{
    public static string? Among(IEnumerable<string> names, string misspelt)
    {
        string? closest = null;
        var least = Math.Max(1, misspelt.Length / 3) + 1;
        foreach (var name in names)
        {
            var distance = Distance(name.ToUpperInvariant(), misspelt.ToUpperInvariant());
            if (distance < least || distance == least && closest is not null && string.CompareOrdinal(name, closest) < 0)
            {
                (closest, least) = (name, distance);
            }
        }

        return closest;
    }

    // Levenshtein's, with two neighbours changing places as one edit.
    private static int Distance(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var replaced = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(replaced, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
                }
            }
        }

        return rows[left.Length, right.Length];
    }
}
