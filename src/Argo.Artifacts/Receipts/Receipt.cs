using System.Collections.Immutable;
using System.Security.Cryptography;
using Argo.Artifacts.Json;
using Argo.Artifacts.Results;

namespace Argo.Artifacts.Receipts;

/// <summary>Makes, signs and reads receipts: signed statements over the end of one execution.</summary>
public static class Receipt
{
    /// <summary>The statement over an end; its subjects follow from the predicate.</summary>
    public static ReceiptStatement StatementOf(ReceiptPredicate predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        return new ReceiptStatement
        {
            Type = ReceiptStatement.StatementType,
            Subject = SubjectsOf(predicate),
            PredicateType = ReceiptStatement.ExecutionPredicate,
            Predicate = predicate,
        };
    }

    /// <summary>
    /// The files of a result, by path, before and after; without those that others have changed.
    /// </summary>
    public static ImmutableArray<FileChange> FilesOf(ExecutionResultArtifact result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (before, after) = (result.BeforeStateSnapshot?.Paths, result.AfterStateSnapshot?.Paths);
        var paths = (before?.Keys ?? []).Union(after?.Keys ?? []).Except(result.ForeignPaths)
            .Order(StringComparer.Ordinal);
        return
        [
            .. paths.Select(path => new FileChange
            {
                Path = path,
                Before = before?.GetValueOrDefault(path),
                After = after?.GetValueOrDefault(path),
            }),
        ];
    }

    /// <summary>The signed receipt of an end.</summary>
    /// <exception cref="ArgumentException">The key is not on the curve P-256.</exception>
    public static DsseEnvelope Sign(ReceiptPredicate predicate, ECDsa key) => Dsse.Sign(
        ReceiptStatement.MediaType, ArtifactJson.Canonical(StatementOf(predicate)), key);

    /// <summary>The receipt of an end that was stored while the host's key could not be used.</summary>
    public static DsseEnvelope WithoutSignature(ReceiptPredicate predicate) => new()
    {
        Payload = Convert.ToBase64String(ArtifactJson.Canonical(StatementOf(predicate))),
        PayloadType = ReceiptStatement.MediaType,
        Signatures = [],
    };

    /// <summary>The statement inside an envelope, unverified.</summary>
    /// <exception cref="ArtifactFormatException">It holds no statement about an execution.</exception>
    public static ReceiptStatement Read(DsseEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        if (envelope.PayloadType != ReceiptStatement.MediaType)
            throw new ArtifactFormatException(
                "payloadType", $"must be {ReceiptStatement.MediaType} for a receipt");
        var statement = ArtifactJson.Read<ReceiptStatement>(
            Dsse.PayloadOf(envelope) ?? throw new ArtifactFormatException("payload", "must be base64"));
        if (statement.Type != ReceiptStatement.StatementType)
            throw new ArtifactFormatException("_type", $"must be {ReceiptStatement.StatementType}");
        if (statement.PredicateType != ReceiptStatement.ExecutionPredicate)
            throw new ArtifactFormatException(
                "predicateType", $"must be {ReceiptStatement.ExecutionPredicate}");
        return statement;
    }

    private static ImmutableArray<ReceiptSubject> SubjectsOf(ReceiptPredicate predicate)
    {
        ImmutableArray<ReceiptSubject> files =
        [
            .. predicate.Files.Where(file => file.After is { Sha256: not null })
                .Select(file => Subject(file.Path, file.After!.Sha256!)),
        ];
        return files.IsEmpty // in-toto knows no statement about nothing
            ? [Subject($"urn:argo:record:{predicate.ExecutionId}", predicate.RecordHash)]
            : files;
    }

    private static ReceiptSubject Subject(string name, string sha256) =>
        new() { Name = name, Digest = JsonDefaults.NoNames<string>().Add("sha256", sha256) };
}
