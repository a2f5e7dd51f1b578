using System.Collections.Concurrent;
using Argo.Actors.Observation;
using Argo.Actors.Supervision;
using Argo.Actors.Tests.Support;
using Argo.Artifacts.Security;

namespace Argo.Actors.Tests.Doubles;

/// <summary>
/// Everything around the actors, and one log of what happened to disk, journal and approvals, in order.
/// </summary>
internal sealed class ActorHarness
{
    private readonly ConcurrentDictionary<ExecutionId, FakeTransaction> _sites = new();

    public ActorHarness(int firstBatch = 0)
    {
        Journal = new SpyJournal(Calls) { FirstBatch = firstBatch };
        Ledger = new FakeRepository { Calls = Calls };
        Sites = new FakeTransactions(request => SiteOf(request));
    }

    public ConcurrentQueue<string> Calls { get; } = new();

    public SpyJournal Journal { get; }

    public FakeTransactions Sites { get; }

    public FakeRepository Ledger { get; }

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

    public FakeTransaction SiteOf(ExecutionRequest request) =>
        _sites.GetOrAdd(request.ExecutionId, _ => new FakeTransaction(request.Plan) { Calls = Calls });

    /// <summary>A security monitor that says what a test wants.</summary>
    internal sealed class Monitor : ISecurityMonitor
    {
        public SecurityReading Reading { get; set; } = Some.Secure;

        /// <summary>What a reading throws.</summary>
        public Exception? Fault { get; set; }

        /// <summary>What happens in a reading.</summary>
        public Action OnRead { get; set; } = () => { };

        public SecurityReading Read()
        {
            OnRead();
            return Fault is { } fault ? throw fault : Reading;
        }
    }

    /// <summary>A clock at noon, so that approvals hold; what it measures is real.</summary>
    private sealed class FixedTime(ActorHarness harness) : TimeProvider
    {
        public override long GetTimestamp() =>
            base.GetTimestamp() + (long)(harness.Ahead.TotalSeconds * TimestampFrequency);

        public override DateTimeOffset GetUtcNow() => Some.Noon.AddMinutes(1);
    }
}
