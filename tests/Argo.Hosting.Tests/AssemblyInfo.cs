using System.Runtime.Versioning;

[assembly: SupportedOSPlatform("linux")]

// Failpoints are process-wide: one execution at a time may be interfered with.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
