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
    /// <summary>Before PREPARED is journaled.</summary>
    public const string PreparedBefore = "commit.prepared.before";

    /// <summary>After PREPARED is durable.</summary>
    public const string PreparedAfter = "commit.prepared.after";

    /// <summary>Before COMPLETED is journaled.</summary>
    public const string CompletedBefore = "commit.completed.before";

    /// <summary>After COMPLETED is durable.</summary>
    public const string CompletedAfter = "commit.completed.after";

    /// <summary>Before the claim of an undo is journaled.</summary>
    public const string ClaimBefore = "commit.claim.before";

    /// <summary>After the claim of an undo is durable.</summary>
    public const string ClaimAfter = "commit.claim.after";

    /// <summary>Before ROLLED_BACK is journaled.</summary>
    public const string RolledBackBefore = "commit.rolled_back.before";

    /// <summary>After ROLLED_BACK is durable.</summary>
    public const string RolledBackAfter = "commit.rolled_back.after";

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
