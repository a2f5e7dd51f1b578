using System.Text.RegularExpressions;
using Argo.Tidy.Tests.Reading;

namespace Argo.Tidy.Tests.Rules;

/// <summary>
/// What Argo asks of its actors beyond the rules of Akka.Analyzers, which the compiler keeps.
/// </summary>
internal static partial class ActorRules
{
    public static Rule ReceiveAsync { get; } = Rule.Without(
        "receive-async",
        "an actor's mailbox stays open: PipeTo(Self) in place of an async handler",
        file => file.IsUnder("src/Argo.Actors/"),
        @"\b(?:Receive|Command)(?:Any)?Async\b");

    public static Rule SystemActorOf { get; } = Rule.Without(
        "system-actor-of",
        "an actor makes its children by Context.ActorOf, so that it supervises them",
        file => file.IsUnder("src/"),
        @"\bContext\s*\.\s*System\s*\.\s*ActorOf\b");

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

    private static bool IsTask(SourceFile file, string name) =>
        name.EndsWith("task", StringComparison.OrdinalIgnoreCase)
        || Regex.IsMatch(file.Code, $@"\bTask(?:<[^;=]*>)?\s+{name}\b")
        || Regex.IsMatch(file.Code, $@"\bvar\s+{name}\s*=(?!\s*await\b)[^;]*Async\s*\(");

}
