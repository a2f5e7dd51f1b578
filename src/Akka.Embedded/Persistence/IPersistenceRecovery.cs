namespace Akka.Persistence;

/// <summary>Chooses how to recover.</summary>
public interface IPersistenceRecovery
{
    /// <summary>How to recover; asked once, at the start.</summary>
    Recovery Recovery { get; }
}
