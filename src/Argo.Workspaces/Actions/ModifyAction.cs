using System.Text;
using Argo.Artifacts.Plans;
using Argo.Workspaces.Contents;
using Argo.Workspaces.Interpretation;
using Argo.Workspaces.Paths;
using Argo.Workspaces.Simulation.Overlays;
using static Argo.Workspaces.Interpretation.StepWording;

namespace Argo.Workspaces.Actions;

/// <summary>Edits the text of a file; what no edit touches stays byte for byte.</summary>
internal sealed class ModifyAction : IFileAction
{
    /// <inheritdoc/>
    public void Interpret(StepDraft draft)
    {
        var target = draft.Step.Target;
        var entry = draft.Look(target);
        if (!FileTargets.NeedFile(draft, target, entry))
            return;
        FileTargets.NeedUnpinned(draft, target, entry);
        Directories.NeedChangeable(draft, RelativePath.Above(target)); // the edited file takes its name
        if (Edited(draft, target, entry) is not { } content)
            return;
        draft.Do(new Change.PutFile(target, content, FileTargets.PlainMode(entry)));
        FileTargets.WarnOfLinks(draft, target, entry);
        draft.Say(
            $"edits {Quote(target)}: {Bytes(entry.Size)} before, {Bytes(content.Length)} after",
            "Puts the original file back, the very object with its attributes, from the vault.",
            SafetyLevel.Risky);
    }

    private static IContent? Edited(StepDraft draft, string target, VirtualEntry entry)
    {
        var limit = draft.Around.Limits.EditedTextBytes;
        if (entry.Size > limit
            && draft.Step.Parameters is { Edits.IsEmpty: true, Prepend: null, Append: { } more })
            return Appended(draft, FileTargets.NeedContent(draft, target), more);
        var tooLarge = $"it has {entry.Size} bytes; {limit} may be edited";
        if (!draft.Check(entry.Size <= limit, "its size may be edited", tooLarge))
            return null;
        var bytes = new byte[entry.Size];
        var before = FileTargets.NeedContent(draft, target);
        using (var stream = before.OpenRead())
            stream.ReadExactly(bytes);
        if (EditableText.Of(bytes) is { } text)
            return text.Edit(draft, before.IsSecret);
        draft.Unmet($"{Quote(target)} is not UTF-8 text; write its bytes whole");
        return null;
    }

    /// <summary>What is only appended to is never held in memory, so it may be of any size.</summary>
    private static AppendedContent? Appended(StepDraft draft, IContent before, string append)
    {
        if (draft.Step.Parameters.IsWithheld)
        {
            draft.Unmet(WrittenBytes.Withheld);
            return null;
        }
        var lines = LineEnds.Of(before);
        var text = EditableText.OnALineOfItsOwn(append, cuts: !lines.EndsLast);
        return new AppendedContent(
            before, Encoding.UTF8.GetBytes(lines.AreAllCrLf ? EditableText.WithCrLf(text) : text),
            !draft.Step.Parameters.Secrets.IsEmpty);
    }
}
