namespace Akka.Actor;

/// <summary>An actor with work to do between its constructor and its first message.</summary>
public interface IInitializableActor
{
    /// <summary>Called by the engine right after the constructor.</summary>
    void Init();
}
