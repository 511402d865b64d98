namespace ZkLockAttr.Fuzz.Tests.Corpus;

/// <summary>Who gets the bytes.</summary>
internal enum Side
{
    Client,
    Server,
}
