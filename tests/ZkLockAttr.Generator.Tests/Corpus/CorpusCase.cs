namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>A file with one type that has locked methods, and with a <c>Caller.RunAsync</c> that calls them.</summary>
/// <param name="Name">Its namespace and file.</param>
/// <param name="Code">Its text.</param>
/// <param name="Methods">How many methods are marked.</param>
/// <param name="Advice">The IDs of all Info diagnostics that they deserve.</param>
/// <param name="Features">What of the grammar is in it.</param>
internal sealed record CorpusCase(string Name, string Code, int Methods, IReadOnlyList<string> Advice, IReadOnlyList<string> Features);
