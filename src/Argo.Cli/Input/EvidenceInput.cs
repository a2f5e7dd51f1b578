using System.Text;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Cli.Rendering;

namespace Argo.Cli.Input;

/// <summary>Receipts, heads and public keys as files.</summary>
internal static class EvidenceInput
{
    /// <exception cref="CliException">It is no receipt.</exception>
    public static DsseEnvelope? Receipt(CliEnvironment environment, string? path) =>
        path is null ? null : ArtifactFile.Read<DsseEnvelope>(environment, path, "receipt");

    /// <exception cref="CliException">It is no head of a log.</exception>
    public static DsseEnvelope? Head(CliEnvironment environment, string? path)
    {
        if (path is null)
            return null;
        var envelope = ArtifactFile.Read<DsseEnvelope>(environment, path, "head");
        try
        {
            _ = LogHead.Read(envelope);
            return envelope;
        }
        catch (ArtifactFormatException other)
        {
            throw CliException.BadInput(
                $"{Visible.Line(path)}: is no head of a log ({other.Message}); 'argo log head' writes one.",
                "--against",
                other);
        }
    }

    /// <exception cref="CliException">One is no public key.</exception>
    public static PublicKey[] Keys(CliEnvironment environment, IEnumerable<string> paths) =>
        [.. paths.Select(path => Key(environment, path, "--key"))];

    /// <exception cref="CliException">It is no public key.</exception>
    public static PublicKey Key(CliEnvironment environment, string path, string field)
    {
        try
        {
            var pem = ArtifactFile.ReadBytes(environment, path, "key");
            return PublicKey.Read(Encoding.UTF8.GetString(pem.Span));
        }
        catch (ArgumentException bad)
        {
            throw CliException.BadInput(
                $"{Visible.Line(path)}: is not the PEM of a P-256 public key; 'argo key show' of its "
                + "host prints it.",
                field,
                bad);
        }
    }
}
