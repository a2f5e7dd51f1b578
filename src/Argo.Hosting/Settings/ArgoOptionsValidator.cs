using Argo.Actors.Supervision;
using Argo.Artifacts.Security;
using Argo.Hosting.Client;
using Microsoft.Extensions.Options;

namespace Argo.Hosting.Settings;

/// <summary>
/// What settings may be: each that may not gets a sentence that names its key and says what it may be.
/// </summary>
internal sealed class ArgoOptionsValidator : IValidateOptions<ArgoOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24); // what a timer takes

    public ValidateOptionsResult Validate(string? name, ArgoOptions options)
    {
        string[] failures =
        [
            .. General(options), .. Durations(options), .. Limits(options.Limits), .. Workspaces(options),
            .. StorageRules.FindFaults(options.Storage),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> General(ArgoOptions options)
    {
        if (options.DataDirectory.Length == 0 || options.DataDirectory.Contains('\0'))
            yield return Wrong("DataDirectory", "must name a directory; give its path, or leave it out");
        if (options.FileThreads is < 1 or > 1024)
            yield return Wrong("FileThreads", "must be from 1 to 1024; 4 is usual");
        if (WhyNotPatterns(options) is { } reason)
            yield return Wrong("SecretPatterns", $"{reason.TrimEnd('.')}; correct the pattern, or remove it");
    }

    private static IEnumerable<string> Durations(ArgoOptions options)
    {
        (string Key, TimeSpan Value)[] all =
        [
            ("ApprovalLifetime", options.ApprovalLifetime),
            ("StopTimeout", options.StopTimeout),
            ("SignalInterval", options.SignalInterval),
            ("RecoveryTimeout", options.RecoveryTimeout),
            ("Limits:BusyRetry", options.Limits.BusyRetry),
            ("Limits:RecoveryBackoff", options.Limits.RecoveryBackoff),
            ("Limits:StoreBackoff", options.Limits.StoreBackoff),
            ("Limits:ParkedBackoff", options.Limits.ParkedBackoff),
            ("Limits:MaxParkedBackoff", options.Limits.MaxParkedBackoff),
            ("Limits:MonitorTimeout", options.Limits.MonitorTimeout),
        ];
        return all.Where(one => one.Value <= TimeSpan.Zero || one.Value > Longest).Select(one => Wrong(
            one.Key,
            "must be longer than nothing and at most 24 days; write it as days.hours:minutes:seconds, such "
            + "as 00:15:00"));
    }

    private static IEnumerable<string> Limits(ExecutionLimits limits)
    {
        if (limits.BusyTimeout < TimeSpan.Zero)
            yield return Wrong("Limits:BusyTimeout", "must not be negative; 00:00:00 does not wait at all");
        (string Key, int Value)[] counts =
        [
            ("Limits:MaxQueued", limits.MaxQueued), ("Limits:MaxRunning", limits.MaxRunning),
            ("Limits:RecoveryAttempts", limits.RecoveryAttempts),
            ("Limits:StoreAttempts", limits.StoreAttempts),
        ];
        foreach (var (key, _) in counts.Where(one => one.Value < 1))
            yield return Wrong(key, "must be at least 1; write a whole number, or remove the setting");
    }

    private static IEnumerable<string> Workspaces(ArgoOptions options)
    {
        foreach (var (name, root) in options.Workspaces)
        {
            if (!Path.IsPathRooted(root))
                yield return Wrong($"Workspaces:{name}", "must be an absolute path; begin it with '/'");
            if (WorkspaceNames.WhyNot(name) is { } problem)
                yield return Wrong($"Workspaces:{name}", $"has a name that {problem}; choose another name");
        }
    }

    private static string? WhyNotPatterns(ArgoOptions options)
    {
        try
        {
            _ = RedactorOf(options);
            return null;
        }
        catch (ArgumentException unusable)
        {
            return unusable.Message.Split(" (Parameter")[0];
        }
    }

    /// <summary>What no diff, record or log may show.</summary>
    /// <exception cref="ArgumentException">A pattern cannot be used.</exception>
    public static Redactor RedactorOf(ArgoOptions options) =>
        new([.. Redactor.WellKnown, .. options.SecretPatterns]);

    private static string Wrong(string key, string what) => $"{ArgoOptionsBinder.Section}:{key} {what}.";
}
