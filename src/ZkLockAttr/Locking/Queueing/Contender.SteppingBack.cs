namespace ZkLockAttr.Locking.Queueing;

/// <summary>Leaving the queues for a while and coming again: where numbers are used up, and where a reader of kazoo's would wait for us for ever.</summary>
internal sealed partial class Contender
{
    // A writer stands behind a waiting reader of kazoo's for so long; then it lets it pass. Doubled each time: the reader may hold, and not wait.
    private static readonly TimeSpan FirstReaderPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestReaderPatience = TimeSpan.FromMinutes(1);

    // It comes again so long after a list without writers, and at the latest so long after it went.
    private static readonly TimeSpan TimeToPass = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestAbsence = TimeSpan.FromSeconds(1);

    private TimeSpan _readerPatience = FirstReaderPatience;
    private (string Path, int Reader)? _patienceWith;
    private Place? _readersPlace;
    private Drain? _drain;
    private WriterAbsence? _absence;

    /// <summary>There are others in the queue that is to be emptied.</summary>
    public void OnDrainBlocked() => TellContention();

    /// <summary>The queue is gone.</summary>
    public void OnDrained(Drain drain)
    {
        if (_stage == Stage.Draining && drain == _drain)
        {
            Enqueue();
        }
    }

    /// <summary>A reader of kazoo's is ahead.</summary>
    /// <param name="place">In which queue.</param>
    /// <param name="reader">Its number.</param>
    /// <param name="since">Since when no writer has been ahead of it, or now.</param>
    /// <param name="isSuspect">Whether no writer is ahead of it: if it waits, it waits for us.</param>
    /// <param name="othersLeft">Whether another writer behind it has gone: two that step back each at its own time may never be away together.</param>
    public void WatchKazooReader(Place place, int reader, TimeSpan since, bool isSuspect, bool othersLeft)
    {
        if (_patienceWith != (place.Path, reader))
        {
            _patienceWith = (place.Path, reader);
            _readerPatience = FirstReaderPatience;
        }

        var now = _host.Session.Now;
        if (isSuspect && (othersLeft || now - since >= _readerPatience))
        {
            StepBack(place.Path);
        }
        else
        {
            _readersPlace = place;
            _host.Session.Schedule(this, since + _readerPatience);
        }
    }

    /// <summary>No writer stands in the queue that we have left: whoever waited for one can enter.</summary>
    public void OnNoWriters(WriterAbsence absence)
    {
        if (_stage == Stage.SteppedBack && absence == _absence && _host.Session.Now + TimeToPass < Due)
        {
            _host.Session.Schedule(this, _host.Session.Now + TimeToPass);
        }
    }

    private void OnReaderPatienceEnded() => _readersPlace?.List();

    private void StepBack(string path)
    {
        _readerPatience = _readerPatience * 2 < LongestReaderPatience ? _readerPatience * 2 : LongestReaderPatience;
        LeaveQueues(Stage.SteppedBack);
        _host.Session.Schedule(this, _host.Session.Now + LongestAbsence);
        _absence = new WriterAbsence(this, path);
        _absence.Begin();
    }

    private void Drain(string path)
    {
        LeaveQueues(Stage.Draining);
        _drain = new Drain(this, path);
        _drain.Begin();
    }

    private void LeaveQueues(Stage stage)
    {
        _stage = stage;
        _host.Session.Unschedule(this);
        GiveUpClaim();
        foreach (var place in _places)
        {
            place.Reset();
        }
    }
}
