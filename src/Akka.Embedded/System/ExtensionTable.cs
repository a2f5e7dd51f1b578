using System.Collections.Concurrent;

namespace Akka.Actor.Internal;

/// <summary>The extensions of a system, each made once, at first use.</summary>
internal sealed class ExtensionTable(ExtendedActorSystem system)
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _byType = new();

    internal object Get(IExtensionId id) =>
        _byType.GetOrAdd(id.ExtensionType, _ => new Lazy<object>(() => id.CreateExtension(system))).Value;

    internal T? Find<T>()
        where T : class => _byType.TryGetValue(typeof(T), out var made) ? (T)made.Value : null;

    internal bool Has(Type type) => _byType.ContainsKey(type);
}
