using Argo.Workspaces.Native;

namespace Argo.Workspaces.Transactions;

/// <summary>
/// Named points at which a test or the demo kills the process, fails a call, or edits the tree behind Argo's
/// back. Whoever composes Argo hands them in; a host that runs for real has <see cref="None"/>.
/// </summary>
/// <param name="handler">Called at each point with its name; null for nothing.</param>
/// <remarks>
/// A workspace that is opened with armed failpoints reports each mutating system call and each flush, before
/// it is made and after, as <c>phase.call.before</c> and <c>phase.call.after</c>, such as
/// <c>swap.rename.before</c>. Whoever commits calls <see cref="Hit"/> around the commit. Where they are not
/// armed, nothing of this is in the way of a call.
/// </remarks>
public sealed class Failpoints(Action<string>? handler)
{
    /// <summary>Not armed: no point does anything.</summary>
    public static Failpoints None { get; } = new(null);

    /// <summary>Whether anything is called at the points.</summary>
    public bool AreArmed => handler is not null;

    /// <summary>Reports that a point is reached. Throws what the handler throws.</summary>
    /// <param name="name">The point's name.</param>
    public void Hit(string name) => handler?.Invoke(name);

    /// <summary>The handler in the form that a <see cref="FailpointKernel"/> takes; null for none.</summary>
    internal Func<string, Errno>? AtSystemCalls => handler is null
        ? null
        : name =>
        {
            Hit(name);
            return Errno.Ok;
        };
}
