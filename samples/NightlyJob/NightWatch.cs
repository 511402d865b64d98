using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ZkLockAttr;

namespace NightlyJob;

/// <summary>Calls the report at the beginning of every night, on every node alike.</summary>
internal sealed class NightWatch(
    NightlyReport report, IOptions<NightlyOptions> options, NodeName node, Diary diary, IHostApplicationLifetime host, ILogger<NightWatch> logger)
    : BackgroundService
{
    private readonly NightlyOptions _options = options.Value;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var worked = 0; _options.Nights == 0 || worked < _options.Nights; worked++)
        {
            var night = await NextNightAsync(stoppingToken);
            diary.Write(new Entry(night, node.Name, await TryWorkAsync(night, stoppingToken)));
        }

        host.StopApplication();
    }

    private async Task<bool> TryWorkAsync(long night, CancellationToken stoppingToken)
    {
        try
        {
            if (await report.TryMakeAsync(night, stoppingToken))
            {
                return true;
            }

            JobLog.Skipped(logger, node.Name, night);
        }
        catch (Exception exception) when (exception is LockUnavailableException or LockLostException)
        {
            // An outage is no reason to give up: another node may reach the ensemble, and there is a night after this one.
            JobLog.Failed(logger, node.Name, night, exception.Message);
        }

        return false;
    }

    // Nights are counted by wall clock, so that all nodes mean the same one.
    private async Task<long> NextNightAsync(CancellationToken stoppingToken)
    {
        var now = DateTimeOffset.UtcNow.Ticks;
        var night = (now / _options.Every.Ticks) + 1;
        var late = _options.ClocksDiffer * Random.Shared.NextDouble();
        await Task.Delay(TimeSpan.FromTicks((night * _options.Every.Ticks) - now) + late, stoppingToken);
        return night;
    }
}
