using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// Named points where a test kills the process, fails a call or edits the tree behind Argo's back.
/// </summary>
/// <remarks>
/// A site that is opened while a handler is set calls it before and after every mutating system call and
/// flush, as
/// <c>phase.call.before</c> and <c>phase.call.after</c>, such as <c>swap.rename.before</c>. Whoever commits
/// calls
/// <see cref="Hit"/> around the commit. With no handler nothing of this is in the way of a call.
/// </remarks>
public static class Failpoints
{
    /// <summary>
    /// What is called at each point; set once, at the start of the process; null for nothing.
    /// </summary>
    public static Action<string>? Handler { get; set; }

    /// <summary>Reports that a point is reached.</summary>
    /// <param name="name">The point's name.</param>
    public static void Hit(string name) => Handler?.Invoke(name);

    /// <summary>The handler in the form that a site takes; null when none is set.</summary>
    internal static Func<string, Errno>? Listening => Handler is null
        ? null
        : static name =>
        {
            Hit(name);
            return Errno.Ok;
        };
}
