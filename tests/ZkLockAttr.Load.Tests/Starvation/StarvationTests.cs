using System.Diagnostics;
using Xunit.Abstractions;
using ZkLockAttr.Testing;

namespace ZkLockAttr.Load.Tests.Starvation;

/// <summary>A process whose thread pool is starved: see <see cref="StarvedProcess"/>.</summary>
public sealed class StarvationTests(ITestOutputHelper output)
{
    private const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public async Task With_no_thread_left_in_the_pool_the_session_lives_and_callers_are_served()
    {
        // Sessions end soon after their time.
        await using var server = ZooKeeperTestServer.Start(new ZooKeeperTestServerOptions { TickTime = TimeSpan.FromMilliseconds(500) });
        var sessions = new HashSet<long>();
        using var watch = server.Faults.HoldReplies(message =>
        {
            sessions.Add(message.SessionId);
            return false;
        });

        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(StarvationTests).Assembly.Location, server.ConnectionString])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync();
            var said = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();

            Assert.True(process.ExitCode == 0, said + await errors);
            output.WriteLine(said);
            Assert.Single(sessions, session => session != 0);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
