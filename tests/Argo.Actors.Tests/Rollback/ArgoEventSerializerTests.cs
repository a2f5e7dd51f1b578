using System.Runtime.Serialization;
using System.Text;
using Argo.Actors.Rollback;
using Argo.Actors.Rollback.Journal;
using Argo.Actors.Tests.Doubles;
using Argo.Artifacts.Files;
using Argo.Artifacts.Undo;
using static Argo.Actors.Rollback.RollbackEvents;

namespace Argo.Actors.Tests.Rollback;

/// <summary>
/// Every event that was ever written stays readable: its bytes are kept in <c>Golden/</c>, a file a manifest.
/// </summary>
public sealed class ArgoEventSerializerTests
{
    private static readonly ArgoEventSerializer Serializer = new(null!);

    private static readonly UndoPlan FullPlan = new()
    {
        Workspace = "ws",
        WorkspaceRoot = "/srv/ws",
        RootIdentity = new FileIdentity(
            2, 1_700_000_000_000_000_001, 4096, 1_700_000_000_000_000_002, 1_700_000_000_000_000_003),
        FileSystemClass = FileSystemClass.LinkAndExchange,
        BootId = "0c2b8a5e-7d0f-4a4e-9a54-5f1f3f5f6c11",
        Rows =
        [
            new UndoRow
            {
                StepId = 1, Swap = 0, Kind = SwapKind.Overwrite, Path = "a/é.txt", BackupName = "b0",
                Before = new FileIdentity(11, 1, 2, 3, 4), After = new FileIdentity(12, 5, 6, 7, 8),
                ParentMtimeNs = 9,
            },
            new UndoRow { StepId = 2, Swap = 1, Kind = SwapKind.Move, Path = "b", Destination = "c",
                Before = new FileIdentity(13, 1, 2, 3, 4) },
            new UndoRow { StepId = 3, Swap = 2, Kind = SwapKind.Chmod, Path = "d", ModeBefore = "0644",
                ModeAfter = "0600" },
        ],
    };

    public static TheoryData<string> Manifests => [.. ArgoEventSerializer.KnownManifests];

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Every_event_should_be_written_as_its_golden_file_has_it(string manifest)
    {
        var fact = Example(manifest);
        Assert.Equal(manifest, Serializer.Manifest(fact));
        Assert.Equal(
            File.ReadAllText(GoldenFile(manifest)).TrimEnd('\n'),
            Encoding.UTF8.GetString(Serializer.ToBinary(fact)));
    }

    [Theory]
    [MemberData(nameof(Manifests))]
    public void Every_golden_file_should_be_read_and_written_back_unchanged(string manifest)
    {
        var golden = File.ReadAllText(GoldenFile(manifest)).TrimEnd('\n');
        var fact = Serializer.FromBinary(Encoding.UTF8.GetBytes(golden), manifest);
        Assert.Equal(Example(manifest).GetType(), fact.GetType());
        Assert.Equal(golden, Encoding.UTF8.GetString(Serializer.ToBinary(fact)));
    }

    [Fact]
    public void Every_kind_of_event_should_have_a_manifest() => Assert.All(
        typeof(RollbackEvents).GetNestedTypes(),
        type => Assert.Contains(
            ArgoEventSerializer.KnownManifests, manifest => Example(manifest).GetType() == type));

    [Fact]
    public void A_parked_event_should_keep_its_conflicts()
    {
        var parked = new Parked(["left"], Some.Noon, [Some.Conflict("a.txt")]);
        var read = (Parked)Serializer.FromBinary(Serializer.ToBinary(parked), Serializer.Manifest(parked));
        Assert.Equal(Some.Conflict("a.txt"), Assert.Single(read.Conflicts!.Value));
    }

    [Fact]
    public void A_parked_event_of_before_there_were_conflicts_should_have_none()
    {
        var golden = File.ReadAllBytes(GoldenFile("rollback-parked.v1"));
        Assert.Null(((Parked)Serializer.FromBinary(golden, "rollback-parked.v1")).Conflicts);
    }

    [Fact]
    public void An_event_of_a_newer_version_should_be_refused_by_name() => Assert.Contains(
        "rollback-prepared.v9",
        Assert.Throws<SerializationException>(
            () => Serializer.FromBinary([], "rollback-prepared.v9")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Damaged_bytes_should_be_refused() => Assert.Throws<SerializationException>(
        () => Serializer.FromBinary("{\"plan\":"u8.ToArray(), "rollback-prepared.v1"));

    [Fact]
    public void What_is_no_event_should_be_refused() =>
        Assert.Throws<SerializationException>(() => Serializer.Manifest("text"));

    private static IRollbackEvent Example(string manifest) => manifest switch
    {
        "rollback-prepared.v1" => new Prepared(FullPlan, Some.Noon),
        "rollback-completed.v1" => new Completed([0, 1, 2], Some.Noon),
        "rollback-aborted.v1" => new Aborted("the disk is full", Some.Noon),
        "rollback-undoing-step.v1" => new UndoingStep(2, "no space left on device", Some.Noon),
        "rollback-rolling-back.v1" => new RollingBack(2, "step 3 failed", Some.Noon),
        "rollback-rolled-back.v1" => new RolledBack(Some.Noon),
        "rollback-parked.v1" => new Parked(["a/é.txt: somebody edited it"], Some.Noon),
        "rollback-resolved.v1" => new Resolved("a/é.txt", ConflictChoice.KeepMine, "ada@host", Some.Noon),
        "rollback-abandoned.v1" => new Abandoned("the disk is gone", "ada@host", Some.Noon),
        "rollback-relocated.v1" => new Relocated(FullPlan, "ada@host", Some.Noon),
        "rollback-halted.v1" => new Halted("intrusion", [0], Some.Noon),
        _ => throw new ArgumentException($"write an example of {manifest}", nameof(manifest)),
    };

    private static string GoldenFile(string manifest) => Path.Combine(
        AppContext.BaseDirectory, "Rollback", "Golden", $"{manifest}.json");
}
