namespace Argo.Crash.Tests.Errors;

/// <summary>One wrong answer: which call, what it answers, from which time on.</summary>
/// <param name="Call">The system call.</param>
/// <param name="Answer">In strace's words, such as <c>error=EIO</c>.</param>
/// <param name="When">
/// <c>3</c> for the third call of a thread alone; <c>3+</c> for it and all that follow.
/// </param>
internal sealed record ErrorCase(string Call, string Answer, string When)
{
    /// <summary>How many times a thread makes each call at the most, and a little more.</summary>
    private static readonly (string Call, int Times)[] Calls =
    [
        ("renameat2", 16), ("mkdirat", 6), ("symlinkat", 1), ("linkat", 1), ("unlinkat", 10),
        ("syncfs", 2), ("fsync", 3), ("fdatasync", 8), ("pwrite64", 20), ("ftruncate", 2),
        ("fallocate", 1), ("utimensat", 4),
    ];

    public static List<ErrorCase> All() =>
    [
        .. from call in Calls
           from error in (string[])["ENOSPC", "EIO", "EDQUOT", "EINTR"]
           from nth in Enumerable.Range(1, call.Times)
           from persistent in (bool[])(error is "EINTR" ? [false] : [false, true]) // not for ever
           select new ErrorCase(call.Call, $"error={error}", persistent ? $"{nth}+" : $"{nth}"),
        .. from nth in Enumerable.Range(1, 8)
           from count in (int[])[0, 1, 3]
           select new ErrorCase("pwrite64", $"retval={count}", $"{nth}"),
    ];

    /// <summary>
    /// A write that is said to be shorter than it was asked for may befall the workspace's own files only.
    /// </summary>
    public bool IsShortWrite => Answer.StartsWith("retval", StringComparison.Ordinal);
}
