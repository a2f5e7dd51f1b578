using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;

namespace Akka.Actor;

/// <summary>
/// Makes the instances of one <see cref="Props"/>; what is found by reflection is kept for the next time.
/// </summary>
internal sealed class ActorProducer
{
    private static readonly ConcurrentDictionary<ConstructorInfo, ConstructorInvoker> Invokers = new();

    private readonly IIndirectActorProducer? _indirect;
    private ConstructorInfo? _constructor;

    internal ActorProducer(Type type, object?[] arguments)
    {
        if (!typeof(ActorBase).IsAssignableFrom(type))
            throw new ArgumentException(
                $"{type} is not an actor: it does not derive from {nameof(ActorBase)}.",
                nameof(type));
        Type = type;
        Arguments = arguments;
    }

    internal ActorProducer(NewExpression creation)
        : this(creation.Type, ArgumentEvaluator.Evaluate(creation.Arguments)) =>
        _constructor = creation.Constructor;

    internal ActorProducer(IIndirectActorProducer producer, object?[] arguments)
        : this(producer.ActorType, arguments) => _indirect = producer;

    internal Type Type { get; }

    internal object?[] Arguments { get; }

    internal ActorBase Produce()
    {
        try
        {
            return _indirect is null ? Construct() : _indirect.Produce();
        }
        catch (Exception cause)
        {
            var inner = cause is TargetInvocationException { InnerException: { } thrown } ? thrown : cause;
            throw new TypeLoadException(
                $"Error while creating actor instance of type {Type} with {Arguments.Length} args: "
                    + $"({ArgumentTypes()})",
                inner);
        }
    }

    internal void Release(ActorBase actor) => _indirect?.Release(actor);

    private ActorBase Construct()
    {
        _constructor ??= FindConstructor();
        // Akka's activator sees public constructors only; seeing more here would hide that from its users.
        if (_constructor is not { IsPublic: true })
            throw new MissingMethodException(
                $"{Type} has no public constructor that takes ({ArgumentTypes()}).");
        var invoker = Invokers.GetOrAdd(_constructor, ConstructorInvoker.Create);
        return (ActorBase)invoker.Invoke(Arguments.AsSpan());
    }

    private ConstructorInfo? FindConstructor()
    {
        ConstructorInfo? found = null;
        foreach (var candidate in Type.GetConstructors())
        {
            if (!Fits(candidate.GetParameters()))
                continue;
            if (found is not null)
                throw new AmbiguousMatchException(
                    $"More than one constructor of {Type} takes ({ArgumentTypes()}).");
            found = candidate;
        }

        return found;
    }

    private bool Fits(ParameterInfo[] parameters) =>
        parameters.Length == Arguments.Length
        && !parameters.Where((parameter, i) => !Fits(parameter.ParameterType, Arguments[i])).Any();

    private static bool Fits(Type parameter, object? argument) =>
        argument is null
            ? !parameter.IsValueType || Nullable.GetUnderlyingType(parameter) is not null
            : parameter.IsInstanceOfType(argument);

    private string ArgumentTypes() =>
        string.Join(",", Arguments.Select(argument => argument?.GetType().Name ?? "null"));
}
