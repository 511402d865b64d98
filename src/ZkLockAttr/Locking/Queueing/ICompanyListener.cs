using ZkLockAttr.ZooKeeper.Operations;

namespace ZkLockAttr.Locking.Queueing;

/// <summary>A holder who wants to know whether it is alone; all calls come under the session's gate.</summary>
internal interface ICompanyListener
{
    bool IsOver { get; }

    /// <summary>What a list of its queue tells.</summary>
    QueueView See(NodeNames children);

    /// <summary>Others stand in the queue.</summary>
    void OnCompany(int highestNumber);

    /// <summary>The watch has fired: somebody has come, or the connection is gone and nobody would tell.</summary>
    void OnSolitudeEnded(bool wasKnown, bool isByCompany);

    /// <summary>The queue was looked at, with or without success.</summary>
    void OnLooked();
}
