// All of them load the machine, and measure times.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
