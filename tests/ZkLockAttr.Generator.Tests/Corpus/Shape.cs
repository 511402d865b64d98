namespace ZkLockAttr.Generator.Tests.Corpus;

/// <summary>A kind of result.</summary>
/// <param name="Result">Its type, with <c>{0}</c> for what the caller gets in the end.</param>
internal sealed record Shape(string Result)
{
    public static readonly Shape[] All = [new("Task"), new("Task<{0}>"), new("ValueTask"), new("ValueTask<{0}>"), new("void"), new("{0}"), new("IAsyncEnumerable<{0}>")];

    public bool IsBlocking => Result is "void" or "{0}";

    public bool IsSequence => Result.StartsWith("IAsync", StringComparison.Ordinal);

    public bool HasItem => Result.Contains("{0}", StringComparison.Ordinal);
}
