namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>Writes as many types as a number of locked methods takes: every shape in every kind of type, again and again.</summary>
internal static class CorpusGrammar
{
    public static List<CorpusCase> Write(int seed, int methods)
    {
        var cases = new List<CorpusCase>();
        for (var i = 0; cases.Sum(item => item.Methods) < methods; i++)
        {
            var kind = Kind.All[i % Kind.All.Length];
            var shape = Shape.All[i / Kind.All.Length % Shape.All.Length];
            if (kind.IsRefStruct && !shape.IsBlocking)
            {
                continue;
            }

            cases.Add(new TypeGrammar(new Draw(HashCode(seed, i)), $"C{i:0000}").Write(kind, shape));
        }

        return cases;
    }

    // A case keeps its look while others change. HashCode.Combine differs from process to process.
    private static int HashCode(int seed, int number) => unchecked((seed * 7919) + number);
}
