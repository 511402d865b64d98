using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>Several that do the same at the same time, on the same lock.</summary>
internal sealed class Team : IOpponent
{
    private readonly IReadOnlyList<IOpponent> _members;

    private Team(IReadOnlyList<IOpponent> members) => _members = members;

    public string Name => _members[0].Name;

    public int WarmUpCycles => _members[0].WarmUpCycles;

    public static async Task<Team> StartAsync<T>(int count, Func<Task<T>> start)
        where T : IOpponent
    {
        var members = new List<IOpponent>();
        try
        {
            for (var i = 0; i < count; i++)
            {
                members.Add(await start());
            }

            return new Team(members);
        }
        catch
        {
            await new Team(members).DisposeAsync();
            throw;
        }
    }

    public async Task<Batch> RunAsync(Work work) => Batch.Together(await Task.WhenAll(_members.Select(member => member.RunAsync(work))));

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }
    }
}
