namespace ZkLockAttr.Differential.Tests.Comparing;

/// <summary>Servers on which sessions, containers and nodes with a time to live end while a test can wait for it.</summary>
public sealed class ShortLivedServerPair : ServerPair
{
    protected override TimeSpan Tick => TimeSpan.FromMilliseconds(500);

    protected override TimeSpan ContainerCheckInterval => TimeSpan.FromSeconds(1);

    protected override bool ExtendedTypes => true;
}
