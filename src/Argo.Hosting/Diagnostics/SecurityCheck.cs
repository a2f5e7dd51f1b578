using Argo.Artifacts.Json;
using Argo.Hosting.Security;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Diagnostics;

/// <summary>Whether anything forbids executions: a lockdown in the store, or the security file.</summary>
internal static class SecurityCheck
{
    public static IEnumerable<DoctorFinding> Examine(LockdownEntry? set, string? file)
    {
        if (set is not null)
            yield return Examine(
                CompositeSecurityMonitor.OfSignal(set), "argo unlock --reason TEXT, when it is safe again");
        if (file is null)
            yield break;
        var (notice, error) = Look(file);
        yield return error is null
            ? Examine(notice, $"{file} says so: end what wrote it, or remove it when it is safe again")
            : new("security", "host", DoctorStatus.Problem, error,
                $"correct or remove {file}; nothing runs until then");
    }

    private static DoctorFinding Examine(SecurityNotice notice, string remedy)
    {
        var state = Word.Loud(notice.Reading.SecurityState);
        var detail = notice.Reason.Length > 0 ? $"{state}: {notice.Reason}" : state;
        return notice.Reading.ForbidsExecution
            ? new("security", "host", DoctorStatus.Problem, $"{detail}; nothing runs", remedy)
            : new("security", "host", DoctorStatus.Ok, detail);
    }

    private static (SecurityNotice Notice, string? Error) Look(string file)
    {
        try
        {
            return (SecurityFile.Read(file), null);
        }
        catch (ArgoException error)
        {
            return (SecurityNotice.Nothing, error.Message);
        }
    }
}
