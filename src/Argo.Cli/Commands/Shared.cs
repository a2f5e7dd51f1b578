using System.CommandLine;
using Argo.Cli.Input;

namespace Argo.Cli.Commands;

/// <summary>Arguments and options that several commands have; each command gets its own.</summary>
internal static class Shared
{
    public static Argument<string> Plan() => new("PLAN") { Description = "The plan file; '-' reads stdin." };

    public static Argument<string> Report() => NotEmpty(new Argument<string>("REPORT")
    {
        Description = "The report's file, or its id, or the beginning of it; '-' reads stdin.",
    });

    public static Argument<string> Execution() => NotEmpty(
        new Argument<string>("ID") { Description = "The execution's id, or the beginning of it." });

    /// <summary>An argument that an empty word is no value for.</summary>
    public static Argument<T> NotEmpty<T>(Argument<T> argument)
    {
        argument.Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: var word }, ..] && string.IsNullOrWhiteSpace(word))
                given.AddError($"{argument.Name} must not be empty");
        });
        return argument;
    }

    public static Option<string?> Output(string noun) => new("--output", "-o")
    {
        Description = $"Write the {noun} to a file; '-' is stdout.",
        HelpName = "FILE",
    };

    public static Option<bool> Force() => new("--force")
    {
        Description = "Replace files that are there already.",
    };

    public static Option<string?> By() => new("--by")
    {
        Description = "Who approves, as a claim; default: the user here, whom the approval names anyway.",
        HelpName = "NAME",
    };

    public static Option<bool> Stat() => new("--stat")
    {
        Description = "Show how much changes in each file in place of the whole diff.",
    };

    public static Option<bool> Yes() => new("--yes", "-y")
    {
        Description = "Approve what the simulation shows without being asked; the approval says so.",
    };

    public static Option<TimeSpan?> Expires() => new("--expires")
    {
        Description = "How long the approval may be used, such as 15m.",
        HelpName = "TIME",
        CustomParser = Durations.Parse,
    };

    public static Option<int[]> Acknowledge() => new("--acknowledge-irreversible")
    {
        Description = "The steps that cannot be undone and shall run all the same, by number.",
        HelpName = "STEP",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = WholeNumbers.ParseAll,
    };

    public static Option<string[]> Confirm() => new("--confirm")
    {
        Description = "Confirms what a step of the plan demands, by its text; else it is asked for.",
        HelpName = "TEXT",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The operating-system user at this host.</summary>
    public static string ThisUser => $"{Environment.UserName}@{Environment.MachineName}";
}
