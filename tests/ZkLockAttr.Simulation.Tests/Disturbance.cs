using ZkLockAttr.Simulation.Tests.Ensemble;
using ZkLockAttr.Simulation.Tests.Processes;

namespace ZkLockAttr.Simulation.Tests;

/// <summary>Things go wrong, one after the other, until it is ended.</summary>
internal sealed class Disturbance
{
    private readonly World _world;
    private readonly SimulatedEnsemble _ensemble;
    private readonly SimulatedProcess[] _processes;
    private readonly double _interval;

    private readonly bool _mostlyIsolates;
    private bool _isOver;

    public Disturbance(World world, SimulatedEnsemble ensemble, IEnumerable<SimulatedProcess> processes, bool mostlyIsolates)
    {
        _world = world;
        _ensemble = ensemble;
        _processes = [.. processes];
        _interval = world.OneOf(500.0, 1500, 4000);
        _mostlyIsolates = mostlyIsolates;
        Next();
    }

    public void End() => _isOver = true;

    private void Next() => _world.After(_world.UpTo(_interval), () =>
    {
        if (!_isOver)
        {
            Disturb(_processes[_world.Random.Next(_processes.Length)]);
            Next();
        }
    });

    private void Disturb(SimulatedProcess process)
    {
        if (_mostlyIsolates && _world.Happens(0.7))
        {
            _ensemble.Isolate(TimeSpan.FromSeconds(5) + _world.UpTo(7000));
            return;
        }

        switch (_world.Random.Next(22))
        {
            case < 7:
                process.CutConnection();
                break;
            case < 10:
                process.Pause(Duration(500, 8000), machineSleeps: false);
                break;
            case < 11:
                process.Pause(Duration(500, 8000), machineSleeps: true);
                break;
            case < 12:
                process.SetWall(_world.UpTo(5000) - _world.UpTo(5000));
                break;
            case < 15:
                _ensemble.Isolate(Duration(5000, 12000));
                break;
            case < 17:
                _ensemble.Crash(Duration(1000, 8000));
                break;
            case < 18:
                _ensemble.Stall(Duration(300, 3000));
                break;
            case < 20:
                _ensemble.Lag(Duration(500, 5000));
                break;
            case < 21:
                _ensemble.Throttle(1 + _world.Random.Next(5));
                break;
            default:
                if (process.SessionId != 0)
                {
                    process.Rob();
                }

                break;
        }
    }

    private TimeSpan Duration(double usual, double longest) => _world.UpTo(_world.Happens(0.3) ? longest : usual);
}
