using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>One of Argo's documents that was handed in where another kind is needed.</summary>
internal static class WrongDocument
{
    /// <summary>The complaint; null when it is what is wanted, or nothing that Argo knows.</summary>
    /// <param name="path">The file as typed.</param>
    /// <param name="bytes">What is in it.</param>
    /// <param name="wanted">The word for what is needed, such as <c>report</c>.</param>
    public static CliException? Find(string path, ReadOnlySpan<byte> bytes, string wanted) =>
        EvidenceFile.KindOf(bytes) is { } kind && NameOf(kind) != wanted ? Of(path, kind, wanted) : null;

    /// <summary>The complaint about a file, or a document of the store.</summary>
    /// <param name="path">The file or id as typed.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="wanted">The word for what is needed, such as <c>report</c>.</param>
    public static CliException Of(string path, EvidenceKind kind, string wanted)
    {
        var found = NameOf(kind);
        return CliException.BadInput(
            $"{ArtifactFile.NameOf(path)}: is {Article(found)} {found}, not {Article(wanted)} {wanted}; "
            + $"{Remedy(path, kind, wanted)}.",
            wanted);
    }

    private static string NameOf(EvidenceKind kind) => kind is EvidenceKind.LogHead ? "head" : Word.Of(kind);

    private static string Article(string noun) => noun[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a";

    private static string Remedy(string path, EvidenceKind kind, string wanted) => wanted switch
    {
        "plan" => "name the plan itself",
        "report" when kind is EvidenceKind.Plan =>
            $"'argo dry-run {ShellQuoting.Of(path)} -o report.json' makes its report",
        "report" => "name the file that 'argo dry-run PLAN -o REPORT' wrote",
        "approval" => "name the file that 'argo approve REPORT -o APPROVAL' wrote",
        "receipt" => "'argo receipt ID -o FILE' writes one",
        "head" => "'argo log head -o FILE' writes one",
        _ => $"name {Article(wanted)} {wanted}",
    };
}
