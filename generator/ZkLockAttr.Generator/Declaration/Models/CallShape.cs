namespace ZkLockAttr.Generator.Declaration.Models;

/// <summary>What a locked method returns, and so how its half waits.</summary>
internal enum CallShape
{
    Task,
    TaskOfResult,
    ValueTask,
    ValueTaskOfResult,
    AsyncEnumerable,
    Void,
    Result,
}

internal static class CallShapeExtensions
{
    public static bool IsAsync(this CallShape shape) => shape is not (CallShape.Void or CallShape.Result);

    public static bool HasResult(this CallShape shape) => shape is CallShape.TaskOfResult or CallShape.ValueTaskOfResult or CallShape.Result;
}
