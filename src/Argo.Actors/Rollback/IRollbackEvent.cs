namespace Argo.Actors.Rollback;

/// <summary>Bound to the journal's serializer: every event that is ever written.</summary>
public interface IRollbackEvent
{
    /// <summary>When it was decided.</summary>
    DateTimeOffset At { get; }
}
