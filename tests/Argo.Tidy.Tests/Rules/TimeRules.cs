namespace Argo.Tidy.Tests.Rules;

/// <summary>Time comes from a <see cref="TimeProvider"/> or a timer, and nothing waits by sleeping.</summary>
internal static class TimeRules
{
    public static Rule Clock { get; } = Rule.Without(
        "clock",
        "the time comes from a TimeProvider, not from the system clock",
        file => file.IsUnder("src/"),
        @"\bDateTime(?:Offset)?\s*\.\s*(?:UtcNow|Now|Today)\b");

    public static Rule Sleep { get; } = Rule.Without(
        "sleep",
        "nothing sleeps; wait for the event itself, with a deadline",
        file => file.IsUnder("src/") || file.IsUnder("tests/"),
        @"\bThread\s*\.\s*Sleep\b");

    public static Rule Delay { get; } = Rule.Without(
        "delay",
        "no Task.Delay; use a timer or await the event, or state the reason in allowed.txt",
        file => file.IsUnder("src/") || file.IsUnder("tests/"),
        @"\bTask\s*\.\s*Delay\b");
}
