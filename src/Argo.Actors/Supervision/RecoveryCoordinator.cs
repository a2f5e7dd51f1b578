using Akka.Actor;
using static Argo.Actors.Supervision.ExecutionProtocol;
using static Argo.Actors.Supervision.RecoveryProtocol;

namespace Argo.Actors.Supervision;

/// <summary>
/// Finds what dead processes left, and answers everybody who asked for its recovery once all of it has ended.
/// </summary>
/// <remarks>
/// The supervisor schedules the recoveries themselves, for they share paths with what is new. It says
/// <see cref="TellWhenClosed"/> only after it has taken them over: so an earlier end of the same execution
/// has come before, and is not taken for the answer.
/// </remarks>
internal sealed class RecoveryCoordinator : ReceiveActor
{
    private readonly List<Round> _rounds = [];

    public RecoveryCoordinator(ExecutionServices services)
    {
        var search = new RecoverySearch(services);
        Receive<Find>(find => search.FindAsync(find.Order, isStart: find.Asker is null).PipeTo(
            Sender,
            Self,
            found => found with { Asker = find.Asker },
            cause => new FindFailed(find.Asker, cause)));
        Receive<TellWhenClosed>(wait =>
        {
            var round = new Round(wait);
            _rounds.Add(round);
            AnswerWhenDone(round);
        });
        Receive<Closed>(OnClosed);
    }

    public static Props Props(ExecutionServices services) =>
        Akka.Actor.Props.Create(() => new RecoveryCoordinator(services));

    private void OnClosed(Closed closed)
    {
        foreach (var round in _rounds.Where(round => round.Open.Remove(closed.ExecutionId)).ToArray())
        {
            if (closed.Answer is Ended ended)
                round.Ends.Add(ended);
            else if (closed.Answer is NotKnown failure)
                round.Failures.Add(failure);
            AnswerWhenDone(round);
        }
    }

    private void AnswerWhenDone(Round round)
    {
        if (round.Open.Count > 0)
            return;
        _rounds.Remove(round);
        round.Asker.Tell(new Recovered([.. round.Ends], [.. round.Failures]));
    }

    /// <summary>One question about what was left.</summary>
    private sealed class Round(TellWhenClosed wait)
    {
        public IActorRef Asker { get; } = wait.Asker;

        public HashSet<ExecutionId> Open { get; } = [.. wait.Executions];

        public List<Ended> Ends { get; } = [];

        public List<NotKnown> Failures { get; } = [.. wait.Lost];
    }
}
