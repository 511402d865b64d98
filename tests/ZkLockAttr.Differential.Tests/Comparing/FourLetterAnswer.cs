namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>What of an answer to a four-letter word can be compared.</summary>
internal static class FourLetterAnswer
{
    public static IEnumerable<string> Comparable(string word, string answer, Masks masks) => answer.Split('\n');
}
