using System.Diagnostics;
using ZkLockAttr.Locking.Queueing;

namespace ZkLockAttr.Telemetry;

/// <summary>
/// One caller's wait and hold, for whoever listens; where nobody does, there is none. All is told on the caller's own threads: listeners are strangers, and must
/// neither hold up the session nor see what is under its gate.
/// </summary>
internal sealed class LockObservation
{
    private const string Acquired = "acquired";
    private const string Released = "released";

    private readonly string? _template;
    private readonly string _kind;

    // Spans alone tell it. Null where nobody listened to them when the wait began: there are none then.
    private readonly string? _name;

    private readonly string _ensemble;
    private readonly Activity? _wait;
    private Activity? _hold;
    private long _since = Stopwatch.GetTimestamp();

    private LockObservation(in Demand demand, ReadOnlySpan<LockTarget> names, string ensemble)
    {
        _template = TemplateOf(names);
        _kind = KindOf(demand);
        _name = LockInstruments.Source.HasListeners() ? NameOf(names) : null;
        _ensemble = ensemble;
        _wait = Start("acquire", ActivityKind.Client);
    }

    /// <summary>A caller begins to wait. Null if nobody listens.</summary>
    /// <param name="demand">What he wants.</param>
    /// <param name="names">The names, whole and as templates.</param>
    /// <param name="ensemble">Where.</param>
    public static LockObservation? Begin(in Demand demand, ReadOnlySpan<LockTarget> names, string ensemble) =>
        LockInstruments.IsObserved ? new(demand, names, ensemble) : null;

    /// <summary>The wait is over.</summary>
    /// <param name="isGranted">Whether the lock is his; else his time ran out.</param>
    public void OnAnswered(bool isGranted)
    {
        EndWait(isGranted ? Acquired : "timeout", error: null);
        if (isGranted)
        {
            _since = Stopwatch.GetTimestamp();
            _hold = Start("hold", ActivityKind.Internal);
        }
    }

    /// <summary>The wait has come to nothing.</summary>
    public void OnFailed(Exception reason) => EndWait(
        reason switch
        {
            LockTimeoutException => "timeout",
            LockUnavailableException => "unavailable",
            OperationCanceledException => "cancelled",
            _ => "failed",
        },
        reason);

    /// <summary>The caller is done with the lock, or has learnt that it is lost.</summary>
    public void OnHoldEnded(bool isLost)
    {
        var outcome = isLost ? "lost" : Released;
        LockInstruments.HoldDuration.Record(Stopwatch.GetElapsedTime(_since).TotalSeconds, TagsWith(outcome));
        End(_hold, outcome, isLost ? "The lock was lost." : null);
    }

    private void EndWait(string outcome, Exception? error)
    {
        LockInstruments.WaitDuration.Record(Stopwatch.GetElapsedTime(_since).TotalSeconds, TagsWith(outcome));
        End(_wait, outcome, error?.Message);
    }

    private TagList TagsWith(string outcome)
    {
        var tags = new TagList
        {
            { LockInstruments.Ensemble, _ensemble },
            { LockInstruments.Kind, _kind },
            { LockInstruments.Outcome, outcome },
        };
        if (_template is not null)
        {
            tags.Add(LockInstruments.Template, _template);
        }

        return tags;
    }

    // A span is not made the current one: who asks and who releases may be different flows, and what each of them does besides is no part of it.
    private Activity? Start(string what, ActivityKind kind)
    {
        if (_name is null)
        {
            return null;
        }

        var current = Activity.Current;
        var activity = LockInstruments.Source.StartActivity(_template is null ? what : $"{what} {_template}", kind);
        Activity.Current = current;
        if (activity is not null)
        {
            activity.SetTag(LockInstruments.Ensemble, _ensemble);
            activity.SetTag(LockInstruments.Kind, _kind);
            activity.SetTag(LockInstruments.Name, _name);
            activity.SetTag(LockInstruments.Template, _template);
        }

        return activity;
    }

    private static void End(Activity? activity, string outcome, string? error)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(LockInstruments.Outcome, outcome);
        if (error is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, error);
        }

        var current = Activity.Current;
        activity.Stop();
        Activity.Current = current;
    }

    private static string KindOf(in Demand demand) => demand.IsJoint ? "several" : demand.FirstKind switch
    {
        { IsSemaphore: true } => "semaphore",
        { IsExclusive: true } => "exclusive",
        _ => "shared",
    };

    private static string NameOf(ReadOnlySpan<LockTarget> names)
    {
        if (names is [var one])
        {
            return one.Name.ToString();
        }

        var text = new string[names.Length];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = names[i].Name.ToString();
        }

        return string.Join(", ", text);
    }

    // Only where each has one: a name that is different each time would make a time series each time.
    private static string? TemplateOf(ReadOnlySpan<LockTarget> names)
    {
        if (names is [var one])
        {
            return TemplateOf(one);
        }

        var text = new string[names.Length];
        for (var i = 0; i < text.Length; i++)
        {
            if (TemplateOf(names[i]) is not { } template)
            {
                return null;
            }

            text[i] = template;
        }

        return string.Join(", ", text);
    }

    // A generated method's is the source text of an interpolated string.
    private static string? TemplateOf(in LockTarget target) => target.Name.Template is ['$', '"', .., '"'] text ? text[2..^1] : target.Name.Template;
}
