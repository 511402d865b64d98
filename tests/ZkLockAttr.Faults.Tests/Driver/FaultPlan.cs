namespace ZkLockAttr.Faults.Tests.Driver;

/// <summary>Counts the bytes of a process and says where its connections break.</summary>
internal sealed class FaultPlan(params Cut[] cuts)
{
    private readonly int[] _passed = new int[2];
    private int _struck;

    /// <summary>What passed before the latest cut, in each direction.</summary>
    public (int ToServer, int ToClient) PassedBefore { get; private set; }

    public bool AllHaveStruck => _struck == cuts.Length;

    /// <summary>Whether a lock that is held may be lost: not by one broken connection, if another can be had.</summary>
    public bool MayCostLocks => cuts.Length > 1 || cuts.Any(cut => cut.Manner.IsOutage);

    /// <summary>Lets bytes pass, or some of them and the connection breaks.</summary>
    /// <returns>How many pass if it breaks.</returns>
    public int? Pass(Direction direction, int count, out Manner? manner)
    {
        ref var passed = ref _passed[(int)direction];
        if (!AllHaveStruck && cuts[_struck] is var cut && cut.Direction == direction && cut.Offset >= passed && cut.Offset < passed + count)
        {
            _struck++;
            var passing = cut.Offset - passed;
            passed = cut.Offset;
            PassedBefore = (_passed[0], _passed[1]);
            manner = cut.Manner;
            return passing;
        }

        passed += count;
        manner = null;
        return null;
    }
}
