using System.Text;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Actions;
using Argo.Workspaces.Conformance;

namespace Argo.Workspaces.Tests.Actions;

/// <summary>A host's verb: moves a file into a directory that it makes, beside a note on it.</summary>
internal sealed class ArchiveVerb : IVerbHandler
{
    public static readonly Verb Verb = new(
        new VerbDescriptor
        {
            Type = new("archive"),
            Meaning = "Moves a file into a new directory, beside a note on it.",
            Parameters =
            [
                new()
                {
                    Name = "into",
                    Type = VerbParameterType.Path,
                    Meaning = "the directory to make",
                    WhenMissing = "name the directory",
                },
                new() { Name = "tags", Type = VerbParameterType.TextList, Meaning = "words for the note" },
                new() { Name = "lines", Type = VerbParameterType.WholeNumber, Meaning = "lines in the note" },
                new() { Name = "closed", Type = VerbParameterType.Flag, Meaning = "nobody may write there" },
                KnownParameters.CreateParents,
            ],
            Risk = SafetyLevel.Risky,
        },
        new ArchiveVerb());

    public void Interpret(VerbStep step)
    {
        var (target, into) = (step.Step.Target, step.Text("into")!);
        if (step.Read(target) is not { } bytes)
            return;
        step.MakeDirectory(into, step.Flag("closed") ? 0b101_000_000 : null);
        var lines = Encoding.UTF8.GetString(bytes).Split('\n').Take((int)(step.Number("lines") ?? 0));
        var note = string.Join('\n', step.Texts("tags").Concat(lines));
        step.PutFile($"{into}/NOTE", Encoding.UTF8.GetBytes(note), 0b110_000_000);
        step.Move(target, $"{into}/{target.Split('/')[^1]}");
        step.Describe($"archives '{target}' in '{into}'", "Moves the file back, and takes away the rest.");
    }
}
