namespace ZkLockAttr.Generator.Tests.Builds;

/// <summary>A way to keep diagnostics from being reported.</summary>
public enum Silence
{
    RunAnalyzers,
    Pragma,
    Attribute,
    NoWarn,
    EditorConfig,
    GlobalConfig,
}
