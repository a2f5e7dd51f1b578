using System.Globalization;

namespace Argo.Crash.Tests.Scenes;

/// <summary>What befalls a process: words before its command line, variables in its environment.</summary>
internal sealed record Fault(string[] Wrapper, (string Name, string Value)[] Environment)
{
    public static Fault KillAt(FailpointHit hit) => new([], [("ARGO_FAILPOINT", hit.ToString())]);

    public static Fault StopAt(FailpointHit hit) => new([], [("ARGO_FAILPOINT", $"{hit}=stop")]);

    public static Fault LogTo(string file) => new([], [("ARGO_FAILPOINT_LOG", file)]);

    /// <summary>SIGKILL before the Nth call of a name (counted by thread) takes effect.</summary>
    public static Fault KillBefore(string call, int nth) => new(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-e", $"trace={call}", "-e",
            $"inject={call}:signal=SIGKILL:when={Nth(nth)}"],
        []);

    /// <summary>
    /// What a call of a name answers, from its Nth on; on one file only if a path is given.
    /// </summary>
    /// <param name="answer">Such as <c>error=ENOSPC</c> or <c>retval=3</c>.</param>
    /// <param name="when">
    /// Such as <c>2</c> for the second alone, <c>2+</c> for it and all that follow.
    /// </param>
    public static Fault Answer(string call, string answer, string when, string log, string[] paths) => new(
        [
            "strace", "-f", "-qq", "--seccomp-bpf", "-o", log, .. paths.SelectMany(path =>
                new[] { "-P", path }),
            "-e", $"trace={call}", "-e", $"inject={call}:{answer}:when={when}",
        ],
        []);

    private static string Nth(int nth) => nth.ToString(CultureInfo.InvariantCulture);
}
