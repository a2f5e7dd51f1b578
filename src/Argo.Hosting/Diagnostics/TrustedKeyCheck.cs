using Argo.Artifacts.Receipts;
using Argo.Hosting.Adapters;

namespace Argo.Hosting.Diagnostics;

/// <summary>The keys of other hosts that count here, and files there that count for nothing.</summary>
internal static class TrustedKeyCheck
{
    public static IEnumerable<DoctorFinding> Examine(string dataDirectory)
    {
        var files = HostKeyring.TrustedFiles(dataDirectory);
        foreach (var damaged in files.ListDamaged())
        {
            yield return new("key", damaged, DoctorStatus.Problem,
                "it is no public key, or not the one that its name says: it counts for nothing",
                $"rm {damaged}, and 'argo key trust FILE' with the true key");
        }

        foreach (var key in files.List())
        {
            yield return new("key", key.KeyId, DoctorStatus.Note,
                "trusted: what its host signed counts here, where this store keeps it");
        }
    }
}
