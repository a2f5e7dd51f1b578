using System.Collections.Concurrent;
using Akka.Configuration;
using Akka.Embedded;

namespace Akka.Dispatch;

/// <summary>The dispatchers of an actor system, by name.</summary>
public sealed class Dispatchers
{
    /// <summary>The name of the dispatcher of actors that ask for none.</summary>
    public static readonly string DefaultDispatcherId = "akka.actor.default-dispatcher";

    private readonly EmbeddedSetup _setup;
    private readonly ConcurrentDictionary<string, Lazy<MessageDispatcher>> _byName = new();

    internal Dispatchers(EmbeddedSetup setup)
    {
        _setup = setup;
        DefaultGlobalDispatcher = new ThreadPoolDispatcher(DefaultDispatcherId, setup.Throughput);
    }

    /// <summary>The dispatcher of actors that ask for none.</summary>
    public MessageDispatcher DefaultGlobalDispatcher { get; }

    /// <summary>True when a dispatcher of that name is configured.</summary>
    public bool HasDispatcher(string id) =>
        IsDefault(id) || id == CallingThreadDispatcher.Name || _setup.Dispatchers.ContainsKey(id);

    /// <summary>The dispatcher of that name.</summary>
    /// <exception cref="ConfigurationException">No dispatcher of that name is configured.</exception>
    public MessageDispatcher Lookup(string dispatcherName) =>
        IsDefault(dispatcherName)
            ? DefaultGlobalDispatcher
            : _byName.GetOrAdd(dispatcherName, name => new Lazy<MessageDispatcher>(() => Create(name))).Value;

    internal void Shutdown()
    {
        foreach (var dispatcher in _byName.Values.Where(lazy => lazy.IsValueCreated))
            dispatcher.Value.Shutdown();
    }

    private static bool IsDefault(string? name) => string.IsNullOrEmpty(name) || name == DefaultDispatcherId;

    private MessageDispatcher Create(string name)
    {
        if (name == CallingThreadDispatcher.Name)
            return new CallingThreadDispatcher();
        if (_setup.Dispatchers.TryGetValue(name, out var settings))
            return new DedicatedDispatcher(name, settings.Threads, settings.Throughput);
        throw new ConfigurationException(
            $"Dispatcher [{name}] is not configured. Add it with EmbeddedSetup.WithDispatcher(\"{name}\", "
                + "threads).");
    }
}
