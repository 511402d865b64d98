public enum QueueKind
{
    Fast,
    Slow,
}
