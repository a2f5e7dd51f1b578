using System.Text.RegularExpressions;
using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Rules;

/// <summary>What Akka.NET's analyzer says of actors; the embedded engine brings no analyzer.</summary>
internal static partial class ActorRules
{
    public static Rule New { get; } = Rule.Without(
        "AK1000",
        "an actor is made by Props.Create(() => new ...) only",
        file => file.IsUnder("src/"),
        @"(?<!\bCreate\b[^;{}]*)\bnew\s+\w+Actor\s*\(");

    public static Rule GracefulStop { get; } = Rule.Without(
        "AK1002",
        "an actor that awaits its own GracefulStop never ends; use Context.Stop(Self)",
        InArgo,
        @"\bawait\s+(?:Context\s*\.\s*)?Self\s*\.\s*GracefulStop\b");

    public static Rule ReceiveAsync { get; } = Rule.Without(
        "AK1003",
        "an actor's mailbox stays open: PipeTo(Self) in place of an async handler",
        file => file.IsUnder("src/Argo.Actors/"),
        @"\b(?:Receive|Command)(?:Any)?Async\b");

    public static Rule ScheduleTell { get; } = Rule.Without(
        "AK1004",
        "an actor schedules by IWithTimers, whose timers die with it",
        InArgo,
        @"\bScheduleTell\w*");

    public static Rule PersistInLoop { get; } = Rule.OfFiles(
        "AK1006",
        "no Persist in a loop; PersistAll writes several events in one go",
        file => file.IsCode && InArgo(file),
        PersistsInLoops);

    public static Rule SystemActorOf { get; } = Rule.Without(
        "AK1008",
        "an actor makes its children by Context.ActorOf, so that it supervises them",
        file => file.IsUnder("src/"),
        @"\bContext\s*\.\s*System\s*\.\s*ActorOf\b");

    public static Rule EndlessAsk { get; } = Rule.Without(
        "AK2000",
        "an Ask has a timeout greater than zero",
        InArgo,
        @"\bAsk(?:<[^;(]*>)?\s*\([^;]*?\bTimeSpan\s*\.\s*Zero\b");

    public static Rule AsyncLambda { get; } = Rule.Without(
        "AK2003",
        "an async lambda in Receive or Command is async void; use PipeTo(Self)",
        file => file.IsUnder("src/"),
        @"\b(?:Receive|Command)(?:Any)?\s*(?:<[^;(]*>)?\s*\((?:[^;{}]*,)?\s*async\b");

    /// <summary>A task is told from a message that has a Result by its name, declaration or call.</summary>
    public static Rule Blocking { get; } = Rule.OfFiles(
        "blocking",
        "an actor never blocks on a task; PipeTo(Self) brings the answer",
        file => file.IsCode && file.IsUnder("src/Argo.Actors/"),
        file => BlockingCall.Matches(file.Code)
            .Where(match => !match.Groups["name"].Success || IsTask(file, match.Groups["name"].Value))
            .Select(match => new Finding(file.Path, file.LineOf(match.Index), match.Value)));

    [GeneratedRegex(
        @"\.\s*Wait\s*\(|\.\s*GetAwaiter\s*\(\s*\)\s*\.\s*GetResult\b|(?:\)|\b(?<name>\w+))\s*\.\s*Result\b")]
    private static partial Regex BlockingCall { get; }

    [GeneratedRegex(@"\b(?:(?:for|foreach|while)\s*(?=\()|do\s*(?=\{)|ForEach\s*(?=\())")]
    private static partial Regex Loop { get; }

    [GeneratedRegex(@"\bPersist(?:All)?(?:Async)?\s*[<(]")]
    private static partial Regex Persist { get; }

    private static bool InArgo(SourceFile file) => file.IsUnder("src/Argo.");

    private static bool IsTask(SourceFile file, string name) =>
        name.EndsWith("task", StringComparison.OrdinalIgnoreCase)
        || Regex.IsMatch(file.Code, $@"\bTask(?:<[^;=]*>)?\s+{name}\b")
        || Regex.IsMatch(file.Code, $@"\bvar\s+{name}\s*=(?!\s*await\b)[^;]*Async\s*\(");

    private static IEnumerable<Finding> PersistsInLoops(SourceFile file) =>
        Loop.Matches(file.Code)
            .Select(loop => (Start: loop.Index, End: Statement.End(file.Code, loop.Index + loop.Length)))
            .SelectMany(loop => Persist.Matches(file.Code[..loop.End], loop.Start))
            .Select(call => new Finding(file.Path, file.LineOf(call.Index)))
            .Distinct();
}
