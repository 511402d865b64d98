namespace ZkLockAttr.ZooKeeper.Time;

/// <summary>
/// Deadlines by due time: a binary heap in which each knows its place, so that taking one out early costs no search.
/// (Most time-outs never come due: .NET's PriorityQueue would keep them until then.)
/// </summary>
internal sealed class DeadlineQueue
{
    private readonly List<Deadline> _heap = [];

    public TimeSpan NextDue => _heap.Count == 0 ? TimeSpan.MaxValue : _heap[0].Due;

    /// <summary>Puts the deadline in, or moves it if it is in already.</summary>
    public void Set(Deadline deadline, TimeSpan due)
    {
        deadline.Due = due;
        if (!deadline.IsQueued)
        {
            deadline.Index = _heap.Count;
            _heap.Add(deadline);
        }

        SiftDown(SiftUp(deadline.Index));
    }

    public void Remove(Deadline deadline)
    {
        if (!deadline.IsQueued)
        {
            return;
        }

        var index = deadline.Index;
        var last = _heap[^1];
        _heap.RemoveAt(_heap.Count - 1);
        deadline.Index = Deadline.NotQueued;
        if (last != deadline)
        {
            Place(last, index);
            SiftDown(SiftUp(index));
        }
    }

    /// <summary>Takes out the earliest deadline that is due.</summary>
    public bool TryTakeDue(TimeSpan now, out Deadline deadline)
    {
        if (NextDue > now)
        {
            deadline = null!;
            return false;
        }

        deadline = _heap[0];
        Remove(deadline);
        return true;
    }

    private int SiftUp(int index)
    {
        var moving = _heap[index];
        while (index > 0 && _heap[(index - 1) / 2] is var parent && parent.Due > moving.Due)
        {
            Place(parent, index);
            index = (index - 1) / 2;
        }

        Place(moving, index);
        return index;
    }

    private void SiftDown(int index)
    {
        var moving = _heap[index];
        while (EarlierChild(index) is var child && child >= 0 && _heap[child].Due < moving.Due)
        {
            Place(_heap[child], index);
            index = child;
        }

        Place(moving, index);
    }

    private int EarlierChild(int index)
    {
        var left = (2 * index) + 1;
        if (left >= _heap.Count)
        {
            return -1;
        }

        var right = left + 1;
        return right < _heap.Count && _heap[right].Due < _heap[left].Due ? right : left;
    }

    private void Place(Deadline deadline, int index)
    {
        _heap[index] = deadline;
        deadline.Index = index;
    }
}
