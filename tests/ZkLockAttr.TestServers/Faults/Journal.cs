namespace ZkLockAttr.TestServers.Faults;

/// <summary>What came by, and who waits for what.</summary>
internal sealed class Journal
{
    // Far longer than anything takes: only so that a test that has gone wrong fails rather than hangs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    // Guarded by itself.
    private readonly List<ProxiedRequest> _requests = [];
    private readonly List<Expectation> _expectedRequests = [];
    private readonly List<Expectation> _expectedAnswers = [];

    public ProxiedRequest[] Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public void OnRequest(ProxiedRequest request)
    {
        lock (_requests)
        {
            _requests.Add(request);
            Meet(_expectedRequests, request);
        }
    }

    public void OnAnswer(ProxiedRequest request)
    {
        lock (_requests)
        {
            Meet(_expectedAnswers, request);
        }
    }

    public Task<ProxiedRequest> WaitForRequestAsync(Func<ProxiedRequest, bool> matches) => WaitAsync(_expectedRequests, matches);

    public Task<ProxiedRequest> WaitForAnswerAsync(Func<ProxiedRequest, bool> matches) => WaitAsync(_expectedAnswers, matches);

    public async Task WithPatience(Task task)
    {
        try
        {
            await task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"It did not happen within {Patience}. What came by:\n{string.Join('\n', Requests.TakeLast(50))}");
        }
    }

    private static void Meet(List<Expectation> expectations, ProxiedRequest request)
    {
        foreach (var met in expectations.FindAll(expectation => expectation.Matches(request)))
        {
            expectations.Remove(met);
            met.Met.SetResult(request);
        }
    }

    // The expectation is noted before this returns, not when it is awaited.
    private Task<ProxiedRequest> WaitAsync(List<Expectation> expectations, Func<ProxiedRequest, bool> matches)
    {
        var expectation = new Expectation(matches);
        lock (_requests)
        {
            expectations.Add(expectation);
        }

        return Result();

        async Task<ProxiedRequest> Result()
        {
            await WithPatience(expectation.Met.Task);
            return await expectation.Met.Task;
        }
    }
}
