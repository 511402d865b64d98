using Xunit;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>A test that an abstract class hands down to classes that run it against different servers; see <see cref="NeedsRealZooKeeperAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("ZkLockAttr.TestServers.CaseDiscoverer", "ZkLockAttr.TestServers")]
public sealed class CaseAttribute : FactAttribute;
