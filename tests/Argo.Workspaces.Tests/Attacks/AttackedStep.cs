using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Some = Argo.TestSupport.Plans.Some;

namespace Argo.Workspaces.Tests.Attacks;

/// <summary>One end of one thing that a step can do: the end at which the attack stands.</summary>
/// <param name="Name">As the summary counts it.</param>
/// <param name="Benign">The path it acts on where nobody attacks.</param>
/// <param name="Step">The step, given a path.</param>
internal sealed record AttackedStep(string Name, string Benign, Func<string, PlanStep> Step)
{
    private const string Item = "box/item";
    private const string Free = "box/new";

    public static IReadOnlyList<AttackedStep> All { get; } =
    [
        new("read", Item, Some.Read),
        new("query", Item, Some.Query),
        new("display", Item, path => Some.Step(ActionType.Display, path)),
        new("write over", Item, path => Some.Write(path, "written")),
        new("write new", Free, path => Some.Write(path, "written")),
        new("create file", Free, path => Some.Create(path)),
        new("create directory", Free, path => Some.Directory(path)),
        new("delete file", Item, path => Some.Delete(path, recursive: true)),
        new("delete directory", "box/sub", path => Some.Delete(path, recursive: true)),
        new("modify", Item, path => Some.Modify(path, "secret", "edited")),
        new("move from", Item, path => Some.Move(path, "free")),
        new("move directory", "box/sub", path => Some.Move(path, "free")),
        new("move to", Free, path => Some.Move("a.txt", path)),
        new("move over", Item, path => Some.Move("a.txt", path, overwrite: true)),
        new("copy from", Item, path => Some.Copy(path, "free")),
        new("copy directory", "box/sub", path => Some.Copy(path, "free")),
        new("copy to", Free, path => Some.Copy("a.txt", path)),
        new("copy over", Item, path => Some.Copy("a.txt", path, overwrite: true)),
        new("chmod", Item, path => Some.Chmod(path, "0777")),
    ];

    /// <summary>Those that have something to undo.</summary>
    public static IEnumerable<AttackedStep> Changing => All.Where(step => !step.OnlyLooks);

    /// <summary>Those that need the file at its benign path.</summary>
    public static IEnumerable<AttackedStep> OfTheItem => All.Where(step => step.Benign == Item);

    /// <summary>Those that need the directory at its benign path.</summary>
    public static IEnumerable<AttackedStep> OfTheDirectory => All.Where(step => step.Benign == "box/sub");

    /// <summary>Whether it only looks, so that it has no swap to race and nothing to undo.</summary>
    public bool OnlyLooks => Name is "read" or "query" or "display";

    /// <summary>Whether the attacked path is one that the step is to make.</summary>
    public bool Makes => Benign == Free;

    /// <summary>Whether the attacked path is only read, and something else changes.</summary>
    public bool IsSource => Name is "copy from" or "copy directory";

    public override string ToString() => Name;
}
