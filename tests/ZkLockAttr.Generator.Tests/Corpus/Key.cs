namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>A placeholder: what follows the parameter's name in it, and the text that it stands for.</summary>
internal sealed record Key(string Rest, string Text, string? Advice = null);
