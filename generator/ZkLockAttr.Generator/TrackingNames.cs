namespace ZkLockAttr.Generator;

/// <summary>One name for each stage of the pipeline, so that tests can ask why a stage ran.</summary>
internal static class TrackingNames
{
    public const string Parse = "Parse";
    public const string Halves = "Halves";
    public const string SharedNames = "SharedNames";
    public const string Files = "Files";
    public const string Refusals = "Refusals";

    public static readonly string[] All = [Parse, Halves, SharedNames, Files, Refusals];
}
