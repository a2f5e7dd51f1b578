using System.Collections.Immutable;
using System.Text;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;
using Argo.Hosting.Adapters;
using Argo.Storage;
using Argo.Storage.Repositories;

namespace Argo.Hosting.Evidence;

/// <summary>Writes what others shall be able to check into a directory, one whole file at a time.</summary>
internal sealed class Exporter(ArgoStore store, EvidenceLoader loader, TransparencyLog log)
{
    public async Task<ExportReport> ExportAsync(ExportRequest request, CancellationToken cancellation)
    {
        var filter = new ExecutionFilter { Limit = int.MaxValue };
        var ended = (await store.Executions.ListAsync(filter).ConfigureAwait(false)).Reverse()
            .Where(entry => entry.FinishedAt is { } at && (request.Since is null || at >= request.Since))
                .ToArray();
        var files = ImmutableArray.CreateBuilder<string>();
        try
        {
            Directory.CreateDirectory(request.Directory);
            foreach (var entry in ended)
            {
                cancellation.ThrowIfCancellationRequested();
                var evidence = await loader.LoadAsync(entry).ConfigureAwait(false);
                foreach (var (name, bytes) in FilesOf(evidence, request.Format))
                    Write(name, bytes);
            }

            Write("log-head.json", ArtifactJson.Canonical(await log.SignHeadAsync().ConfigureAwait(false)));
            foreach (var key in loader.Keys())
                Write($"key-{key.KeyId[..16]}.pem", Encoding.ASCII.GetBytes(key.Pem));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new ArgoException(
                ArgoFault.InvalidInput,
                $"{refused.Message.TrimEnd('.')}: name another directory with -o"
                + (request.Overwrite || !Directory.Exists(request.Directory) ? "."
                    : ", or replace what is there with --force."),
                refused);
        }

        return new ExportReport(ended.Length, [.. files.Order(StringComparer.Ordinal)]);

        void Write(string name, ReadOnlyMemory<byte> bytes)
        {
            AtomicFile.Write(Path.Combine(request.Directory, name), bytes.Span, request.Overwrite);
            files.Add(name);
        }
    }

    private static IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> FilesOf(
        ExecutionEvidence evidence, ExportFormat format)
    {
        var id = evidence.Entry.ExecutionId;
        if (format is ExportFormat.Prov)
        {
            yield return ($"{id}.prov.json", ProvWriter.DocumentOf(evidence));
            yield break;
        }

        if (evidence.Indexed?.Record is { } record)
            yield return ($"{id}.record.json", record.Json);
        if (evidence.Indexed?.Result is { } result)
            yield return ($"{id}.result.json", result.Json);
        if (evidence.Ends is [.., { Receipt: { } receipt }])
            yield return ($"{id}.receipt.json", receipt.Json);
    }
}
