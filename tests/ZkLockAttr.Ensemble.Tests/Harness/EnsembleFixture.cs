using ZkLockAttr.TestServers;

namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>One ensemble for the tests of a class. Each leaves it healed.</summary>
public sealed class EnsembleFixture : IAsyncLifetime
{
    private RealEnsemble? _ensemble;

    public RealEnsemble Ensemble => _ensemble ?? throw new InvalidOperationException(RealEnsemble.Availability.MissingReason);

    // Where it is missing the tests are skipped.
    public async Task InitializeAsync() => _ensemble = RealEnsemble.Availability.IsAvailable ? await RealEnsemble.LaunchAsync() : null;

    public async Task DisposeAsync()
    {
        if (_ensemble is not null)
        {
            await _ensemble.DisposeAsync();
        }
    }
}
