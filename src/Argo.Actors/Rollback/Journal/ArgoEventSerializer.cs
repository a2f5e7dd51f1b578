using System.Collections.Frozen;
using System.Runtime.Serialization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Akka.Actor;
using Akka.Serialization;
using static Argo.Actors.Rollback.RollbackEvents;

namespace Argo.Actors.Rollback.Journal;

/// <summary>Writes the journal's events as JSON under short names that never change.</summary>
/// <remarks>
/// A new form of an event gets a new manifest (<c>.v2</c>) and keeps its reader: what was ever written stays
/// readable.
/// </remarks>
public sealed class ArgoEventSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> ByManifest =
        new Dictionary<string, JsonTypeInfo>
        {
            ["rollback-prepared.v1"] = EventJson.Default.Prepared,
            ["rollback-completed.v1"] = EventJson.Default.Completed,
            ["rollback-aborted.v1"] = EventJson.Default.Aborted,
            ["rollback-undoing-step.v1"] = EventJson.Default.UndoingStep,
            ["rollback-rolling-back.v1"] = EventJson.Default.RollingBack,
            ["rollback-rolled-back.v1"] = EventJson.Default.RolledBack,
            ["rollback-parked.v1"] = EventJson.Default.Parked,
            ["rollback-resolved.v1"] = EventJson.Default.Resolved,
            ["rollback-abandoned.v1"] = EventJson.Default.Abandoned,
            ["rollback-relocated.v1"] = EventJson.Default.Relocated,
            ["rollback-halted.v1"] = EventJson.Default.Halted,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, string> Manifests =
        ByManifest.ToFrozenDictionary(entry => entry.Value.Type, entry => entry.Key);

    /// <summary>The number in the journal's <c>identifier</c> column.</summary>
    public override int Identifier => 8101;

    /// <summary>The names of everything that can be written.</summary>
    public static IEnumerable<string> KnownManifests => ByManifest.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether two events are written with the same name and bytes.</summary>
    /// <exception cref="SerializationException">One is not an event of Argo's journal.</exception>
    internal static bool AreSame(object one, object other) =>
        ManifestOf(one) == ManifestOf(other) && Write(one).AsSpan().SequenceEqual(Write(other));

    /// <inheritdoc/>
    /// <exception cref="SerializationException">It is not an event of Argo's journal.</exception>
    public override string Manifest(object o) => ManifestOf(o);

    private static string ManifestOf(object o) => Manifests.TryGetValue(o.GetType(), out var manifest)
        ? manifest
        : throw new SerializationException($"{o.GetType().Name} is not an event of Argo's journal.");

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => Write(obj);

    private static byte[] Write(object fact) =>
        JsonSerializer.SerializeToUtf8Bytes(fact, ByManifest[ManifestOf(fact)]);

    /// <inheritdoc/>
    /// <exception cref="SerializationException">A newer Argo wrote it, or its bytes are damaged.</exception>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        if (!ByManifest.TryGetValue(manifest, out var type))
            throw new SerializationException(
                $"The journal has a '{manifest}', which this version of Argo does not know.");
        try
        {
            return JsonSerializer.Deserialize(bytes, type)
                ?? throw new SerializationException($"A '{manifest}' of the journal is null.");
        }
        catch (JsonException damaged)
        {
            throw new SerializationException(
                $"A '{manifest}' of the journal is damaged: {damaged.Message}", damaged);
        }
    }
}
