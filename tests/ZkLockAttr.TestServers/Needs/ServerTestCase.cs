using Xunit.Abstractions;
using Xunit.Sdk;

namespace ZkLockAttr.TestServers;

/// <summary>A test that is skipped where the server that its class needs is missing.</summary>
public sealed class ServerTestCase : XunitTestCase
{
    /// <summary>For xunit, which fills it from a message.</summary>
    [Obsolete("For xunit only.")]
    public ServerTestCase()
    {
    }

    /// <summary>Makes a test case.</summary>
    public ServerTestCase(
        IMessageSink diagnosticMessageSink, TestMethodDisplay methodDisplay, TestMethodDisplayOptions methodDisplayOptions, ITestMethod testMethod)
        : base(diagnosticMessageSink, methodDisplay, methodDisplayOptions, testMethod)
    {
    }

    /// <inheritdoc/>
    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        base.GetSkipReason(factAttribute) ?? NeedsRealZooKeeperAttribute.SkipReason(TestMethod.TestClass.Class)!;
}
