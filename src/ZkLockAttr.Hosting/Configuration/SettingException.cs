namespace ZkLockAttr.Hosting.Configuration;

/// <summary>A setting cannot be read.</summary>
/// <param name="path">Its key in the configuration.</param>
/// <param name="fault">What is wrong, and what to write.</param>
internal sealed class SettingException(string path, string fault) : Exception($"{path}: {fault}");
