using System.Text.Json;
using ZkLockAttr.Benchmarks.Harness;

namespace ZkLockAttr.Benchmarks.Opponents;

/// <summary>What <see cref="OurProcess"/> runs: does what is asked by lines of JSON on the standard input, until that ends.</summary>
internal sealed class OurProcessProgram(bool handsOver, bool ownSessions)
{
    private readonly List<DistributedLocks> _sessions = [];
    private string _hosts = "";

    public async Task<int> RunAsync()
    {
        // One request after the other: a benchmark waits for each answer.
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var request = JsonDocument.Parse(line).RootElement;
            var answer = new Dictionary<string, object?> { ["id"] = request.GetProperty("id").GetInt32() };
            try
            {
                answer["result"] = await AnswerAsync(request);
            }
            catch (Exception exception)
            {
                answer["error"] = $"{exception.GetType().Name}: {exception.Message}";
            }

            Console.WriteLine(JsonSerializer.Serialize(answer));
        }

        return 0;
    }

    private async Task<object?> AnswerAsync(JsonElement request)
    {
        if (request.GetProperty("do").GetString() == "connect")
        {
            _hosts = request.GetProperty("hosts").GetString()!;
            return null;
        }

        var work = new Work(request.GetProperty("lock").GetString()!)
        {
            Callers = request.GetProperty("callers").GetInt32(),
            Cycles = request.GetProperty("cycles").GetInt32(),
            Duration = TimeSpan.FromMilliseconds(request.GetProperty("milliseconds").GetInt32()),
        };
        while (_sessions.Count < (ownSessions ? work.Callers : 1))
        {
            _sessions.Add(new DistributedLocks(_hosts, new DistributedLocksOptions { PersistentParents = true }));
        }

        var asked = new LockRequest(work.Lock) { Options = handsOver ? LockOptions.HandOver : LockOptions.None };
        var batch = await Loops.RunAsync(work, caller => _sessions[ownSessions ? caller : 0].AcquireAsync(asked));
        return new { acquires = batch.Acquires, cycles = batch.Cycles, seconds = batch.Seconds };
    }
}
