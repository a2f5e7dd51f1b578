using Argo.Workspaces.Native;

namespace Argo.Workspaces.Tests.Transactions;

/// <summary>
/// What happens at the points of a run: the process dies there, a call fails, or somebody else acts.
/// </summary>
internal sealed class FailpointHook
{
    private readonly Func<int, string, Errno> _at;

    private FailpointHook(Func<int, string, Errno> at) => _at = at;

    /// <summary>How many points were reached.</summary>
    public int Points { get; private set; }

    /// <summary>Whether the point was reached at which something was to happen.</summary>
    public bool Sprung { get; private set; }

    /// <summary>Only counts.</summary>
    public static FailpointHook Counting() => new((_, _) => Errno.Ok);

    /// <summary>The process dies at this point, and nothing happens after it.</summary>
    public static FailpointHook Killing(int point) => new(
        (reached, name) => reached < point
            ? Errno.Ok
            : throw new CrashException($"killed at {name} ({point})"));

    /// <summary>The call at this point fails once, or from there on.</summary>
    public static FailpointHook Failing(int point, Errno errno, bool forever = false) => new(
        (reached, _) => reached == point || forever && reached > point ? errno : Errno.Ok);

    /// <summary>All calls of this name fail.</summary>
    public static FailpointHook FailingAt(string name, Errno errno) =>
        new((_, at) => at == name ? errno : Errno.Ok);

    /// <summary>Somebody else acts, once, when a point of this name is reached.</summary>
    public static FailpointHook Meanwhile(string name, Action act)
    {
        var done = false;
        return new((_, at) =>
        {
            if (!done && at == name)
            {
                done = true;
                act();
            }
            return Errno.Ok;
        });
    }

    /// <summary>Is told each point's name.</summary>
    public static FailpointHook Watching(Action<string> see) => new((_, name) =>
    {
        see(name);
        return Errno.Ok;
    });

    public Errno Reach(string name)
    {
        var errno = _at(Points++, name);
        Sprung |= errno is not Errno.Ok;
        return errno;
    }
}
