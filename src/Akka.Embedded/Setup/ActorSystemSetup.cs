using Akka.Util;

namespace Akka.Actor.Setup;

/// <summary>The parts of an actor system's configuration, one of each type.</summary>
public sealed class ActorSystemSetup
{
    /// <summary>Nothing but defaults.</summary>
    public static readonly ActorSystemSetup Empty = new([]);

    private readonly Dictionary<Type, Setup> _parts;

    private ActorSystemSetup(Dictionary<Type, Setup> parts) => _parts = parts;

    /// <summary>Puts parts together; a later one replaces an earlier one of its type.</summary>
    public static ActorSystemSetup Create(params Setup[] setup)
    {
        var parts = new Dictionary<Type, Setup>();
        foreach (var part in setup)
            parts[part.GetType()] = part;
        return new ActorSystemSetup(parts);
    }

    /// <summary>The part of a type, if there is one.</summary>
    public Option<T> Get<T>()
        where T : Setup =>
        _parts.TryGetValue(typeof(T), out var part) ? new Option<T>((T)part) : Option<T>.None;

    /// <summary>The same with one part added or replaced.</summary>
    public ActorSystemSetup WithSetup<T>(T setup)
        where T : Setup => new(new Dictionary<Type, Setup>(_parts) { [typeof(T)] = setup });

    /// <summary>The same with one part added or replaced.</summary>
    public ActorSystemSetup And<T>(T setup)
        where T : Setup => WithSetup(setup);
}
