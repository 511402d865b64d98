// Each test takes what the machine has, and measures what it takes.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
