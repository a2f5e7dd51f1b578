using Argo.Artifacts.Security;

namespace Argo.Actors.Observation;

/// <summary>Takes snapshots of what a monitor says; where it fails, the states are UNKNOWN.</summary>
internal sealed class SecuritySnapshotFactory(ISecurityMonitor? monitor, TimeProvider time)
{
    public SecuritySnapshot Take(string context)
    {
        try
        {
            var reading = monitor?.Read() ?? SecurityReading.Unknown;
            return new SecuritySnapshot(
                time.GetUtcNow(), reading.SecurityState, reading.BoundaryState, context);
        }
        catch (Exception broken) // the host's code; the record must be made whatever it throws
        {
            var said = $"{context} (the monitor failed: {broken.Message})";
            return new SecuritySnapshot(time.GetUtcNow(), SecurityState.Unknown, BoundaryState.Unknown, said);
        }
    }
}
