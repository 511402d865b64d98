namespace ZkLockAttr.Generator;

/// <summary>One name for each stage of the pipeline, so that tests can ask why a stage ran.</summary>
internal static class TrackingNames
{
    public const string Parse = "Parse";
    public const string Halves = "Halves";
    public const string Refusals = "Refusals";
}
