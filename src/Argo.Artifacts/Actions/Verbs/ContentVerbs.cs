using System.Collections.Immutable;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Security;
using static Argo.Artifacts.Actions.KnownParameters;

namespace Argo.Artifacts.Actions.Verbs;

/// <summary>The verbs that make files and directories, and change what is in files.</summary>
internal static class ContentVerbs
{
    public static ImmutableArray<VerbDescriptor> All { get; } =
    [
        new()
        {
            Type = ActionType.Write,
            Meaning = "Creates a file, or replaces its bytes.",
            Parameters = [Content, ContentBase64, ContentFrom, WriteMode, CreateParents],
            ExactlyOneOf = ["content", "content_base64", "content_from"],
            Risk = SafetyLevel.Cautious,
            InsteadOf =
            [
                new("use write with parameters.content", "save put overwrite write_file set_content"),
            ],
        },
        new()
        {
            Type = ActionType.Create,
            Meaning = "Creates an empty file or a directory at a path where nothing is.",
            Parameters = [Kind, Mode, CreateParents],
            Risk = SafetyLevel.Cautious,
            InsteadOf =
            [
                new("use create with parameters.kind directory", "mkdir make_directory make_dir "
                    + "create_directory create_dir create_folder new_folder"),
                new("use create, or write with the content", "touch create_file new_file make_file add_file"),
            ],
            ByOperation = ImmutableDictionary<string, VerbDescriptor>.Empty.Add(
                StepRules.BackupExisting, new()
                {
                    Type = ActionType.Create,
                    Meaning = "Copies a file aside before it is overwritten.",
                    Parameters = [Original, BackupSuffix],
                    Risk = SafetyLevel.Cautious,
                }),
        },
        new()
        {
            Type = ActionType.Modify,
            Meaning = "Edits the text of a file.",
            Parameters = [Edits, Append, Prepend],
            AtLeastOneOf = ["edits", "append", "prepend"],
            Rule = WhyNotEdits,
            Risk = SafetyLevel.Risky,
            InsteadOf =
            [
                new("use modify with parameters.edits: [{\"find\": ..., \"replace\": ...}]", "edit replace "
                    + "find patch find_replace find_and_replace search_replace str_replace substitute sed "
                    + "update change"),
                new("use modify with parameters.append", "append append_file add_line"),
                new("use modify with parameters.prepend", "prepend insert"),
            ],
        },
    ];

    private static ParameterProblem? WhyNotEdits(PlanStep step)
    {
        foreach (var (index, edit) in step.Parameters.Edits.Index())
        {
            // a secret that is withheld is an empty text here
            var withheld = step.Parameters.Secrets.ContainsKey(SecretEdits.NameOf(index, "find"));
            if (edit.Find.Length == 0 && !withheld)
                return new($"edits[{index}].find", "must not be empty; give the text to replace");
            if (edit.Count < 1)
            {
                return new(
                    $"edits[{index}].count", "must be at least 1; leave out an edit that is not to happen");
            }
        }

        return null;
    }
}
