namespace ZkLockAttr.Ensemble.Tests.Harness;

/// <summary>
/// A session that was ended from outside, before its time: its process learns of it only when its connection is closed. For so long it believes to hold
/// what is gone. That is no fault of the lock, which relies on the ensemble to end no session early.
/// </summary>
/// <param name="Process">Whose session it was.</param>
/// <param name="Time">When it was still there.</param>
/// <param name="Zxid">The transaction that ended it: later ones made no nodes of that session.</param>
internal sealed record EndedSession(string Process, TimeSpan Time, long Zxid)
{
    /// <summary>Whether a lock with this token belonged to it.</summary>
    public bool Owned(string process, long token) => process == Process && token < Zxid;
}
