using System.Linq.Expressions;

namespace Akka.Actor;

/// <summary>
/// The recipe of an actor: type, constructor arguments, dispatcher, supervision of its children.
/// </summary>
public class Props : IEquatable<Props>
{
    /// <summary>The recipe of an actor that does nothing.</summary>
    public static readonly Props None = new(typeof(Internal.EmptyActor), []);

    private readonly ActorProducer _producer;

    /// <summary>An actor type and the arguments of its constructor.</summary>
    public Props(Type type, object?[] args)
        : this(new ActorProducer(type, args))
    {
    }

    /// <summary>An actor type with a constructor without arguments.</summary>
    public Props(Type type)
        : this(type, [])
    {
    }

    /// <summary>A copy.</summary>
    protected Props(Props copy)
        : this(copy._producer)
    {
        Dispatcher = copy.Dispatcher;
        Mailbox = copy.Mailbox;
        SupervisorStrategy = copy.SupervisorStrategy;
    }

    private Props(ActorProducer producer) => _producer = producer;

    /// <summary>The recipe of an actor that does nothing.</summary>
    public static Props Empty => None;

    /// <summary>The actor's type.</summary>
    public Type Type => _producer.Type;

    /// <summary>The name of the actor's type.</summary>
    public string TypeName => Type.AssemblyQualifiedName!;

    /// <summary>The arguments of its constructor.</summary>
    public object?[] Arguments => _producer.Arguments;

    /// <summary>The name of its dispatcher; empty for the default.</summary>
    public string Dispatcher { get; private set; } = "";

    /// <summary>The name of its mailbox; this engine has one kind, for every name.</summary>
    public string Mailbox { get; private set; } = "";

    /// <summary>What it does when its children fail; null: what the actor itself says.</summary>
    public SupervisorStrategy? SupervisorStrategy { get; set; }

    /// <summary>From <c>() => new MyActor(a, b)</c>; the arguments are evaluated now, once.</summary>
    /// <exception cref="ArgumentException">It is something else than <c>new</c>.</exception>
    public static Props Create<TActor>(
        Expression<Func<TActor>> factory, SupervisorStrategy? supervisorStrategy = null)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.Body is not NewExpression creation)
            throw new ArgumentException(
                "The create function must be a 'new T (args)' expression",
                nameof(factory));
        return new Props(new ActorProducer(creation)) { SupervisorStrategy = supervisorStrategy };
    }

    /// <summary>An actor type and the arguments of its constructor.</summary>
    public static Props Create<TActor>(params object?[] args)
        where TActor : ActorBase => new(typeof(TActor), args);

    /// <summary>An actor type without arguments, and what it does when its children fail.</summary>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() => new(typeof(TActor)) { SupervisorStrategy = supervisorStrategy };

    /// <summary>An actor type and the arguments of its constructor.</summary>
    public static Props Create(Type type, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        return new Props(type, args);
    }

    /// <summary>Instances come from a producer.</summary>
    public static Props CreateBy(IIndirectActorProducer producer, params object?[] args)
    {
        ArgumentNullException.ThrowIfNull(producer);
        return new Props(new ActorProducer(producer, args));
    }

    /// <summary>The same on another dispatcher.</summary>
    public Props WithDispatcher(string dispatcher) => new(this) { Dispatcher = dispatcher };

    /// <summary>The same with another mailbox.</summary>
    public Props WithMailbox(string mailbox) => new(this) { Mailbox = mailbox };

    /// <summary>The same with another strategy for its children.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) =>
        new(this) { SupervisorStrategy = supervisorStrategy };

    /// <summary>Makes an instance; only the engine may call it.</summary>
    /// <exception cref="TypeLoadException">There is no public constructor that fits, or it
    /// failed.</exception>
    public virtual ActorBase NewActor() => _producer.Produce();

    /// <inheritdoc/>
    public bool Equals(Props? other) =>
        other is not null && Type == other.Type && Dispatcher == other.Dispatcher && Mailbox == other.Mailbox
        && Equals(SupervisorStrategy, other.SupervisorStrategy) && Arguments.SequenceEqual(other.Arguments);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Props);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Type, Dispatcher, Mailbox);

    /// <summary>Tells the producer that an instance is no longer used.</summary>
    internal void Release(ActorBase actor) => _producer.Release(actor);
}
