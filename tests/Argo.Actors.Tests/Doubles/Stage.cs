using System.Collections.Concurrent;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Support;
using Argo.Artifacts;

namespace Argo.Actors.Tests.Doubles;

/// <summary>
/// Everything around the actors, and one log of what happened to disk, journal and approvals, in order.
/// </summary>
internal sealed class Stage
{
    private readonly ConcurrentDictionary<ExecutionId, FakeSite> _sites = new();

    public Stage(int firstBatch = 0)
    {
        Journal = new SpyJournal(Calls) { FirstBatch = firstBatch };
        Ledger = new FakeLedger { Calls = Calls };
        Sites = new FakeSites(request => SiteOf(request));
    }

    public ConcurrentQueue<string> Calls { get; } = new();

    public SpyJournal Journal { get; }

    public FakeSites Sites { get; }

    public FakeLedger Ledger { get; }

    public FakeAuthority Authority { get; } = new();

    public Monitor Security { get; } = new();

    public ExecutionLimits Limits { get; set; } = new()
    {
        BusyRetry = TimeSpan.FromMilliseconds(1), RecoveryBackoff = TimeSpan.FromMilliseconds(1),
        StoreBackoff = TimeSpan.FromMilliseconds(1),
    };

    public ExecutionServices Services =>
        new(Sites, Ledger, Authority, Security, new FixedTime(this), Limits, Redactor.None);

    /// <summary>How far the clock that durations are measured by was put forward.</summary>
    public TimeSpan Ahead { get; set; }

    public FakeSite SiteOf(ExecutionRequest request) =>
        _sites.GetOrAdd(request.ExecutionId, _ => new FakeSite(request.Plan) { Calls = Calls });

    /// <summary>A security monitor that says what a test wants.</summary>
    internal sealed class Monitor : ISecurityMonitor
    {
        public SecurityReading Reading { get; set; } = Some.Secure;

        /// <summary>What a reading throws.</summary>
        public Exception? Fault { get; set; }

        public SecurityReading Read() => Fault is { } fault ? throw fault : Reading;
    }

    /// <summary>A clock at noon, so that approvals hold; what it measures is real.</summary>
    private sealed class FixedTime(Stage stage) : TimeProvider
    {
        public override long GetTimestamp() =>
            base.GetTimestamp() + (long)(stage.Ahead.TotalSeconds * TimestampFrequency);

        public override DateTimeOffset GetUtcNow() => Some.Noon.AddMinutes(1);
    }
}
