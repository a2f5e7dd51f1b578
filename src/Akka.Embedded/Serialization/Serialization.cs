using System.Collections.Concurrent;
using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Actor.Internal;

namespace Akka.Serialization;

/// <summary>The serializers of a system: by type for writing, by identifier for reading.</summary>
public class Serialization
{
    private readonly List<(Type Type, Serializer Serializer)> _bindings = [];
    private readonly Dictionary<int, Serializer> _byId = [];
    private readonly ConcurrentDictionary<Type, Serializer> _byType = new();

    internal Serialization(ActorSystemImpl system)
    {
        Bind(new PrimitiveSerializer(system), [typeof(string), typeof(int), typeof(long)]);
        Bind(new ByteArraySerializer(system), [typeof(byte[])]);
        foreach (var (factory, boundTypes) in system.Setup.Serializers)
            Bind(factory(system), boundTypes);
    }

    /// <summary>The name to write beside an object's bytes; empty when its serializer needs none.</summary>
    public static string ManifestFor(Serializer s, object msg) => s switch
    {
        SerializerWithStringManifest named => named.Manifest(msg),
        { IncludeManifest: true } => $"{msg.GetType().FullName}, {msg.GetType().Assembly.GetName().Name}",
        _ => "",
    };

    /// <summary>The serializer for an object.</summary>
    /// <exception cref="SerializationException">No serializer is bound to its type.</exception>
    public Serializer FindSerializerFor(object obj, string? defaultSerializerName = null) =>
        FindSerializerForType(
            obj?.GetType() ?? throw new ArgumentNullException(nameof(obj)),
            defaultSerializerName);

    /// <summary>
    /// The serializer for a type: bound to it, or else to the most specific of its base types and interfaces.
    /// </summary>
    /// <exception cref="SerializationException">No serializer is bound to it.</exception>
    public Serializer FindSerializerForType(Type objectType, string? defaultSerializerName = null) =>
        _byType.TryGetValue(objectType, out var known)
            ? known
            : _byType.GetOrAdd(objectType, Find(objectType));

    /// <summary>The serializer with an identifier.</summary>
    /// <exception cref="SerializationException">There is none.</exception>
    public Serializer GetSerializerById(int serializerId) =>
        _byId.TryGetValue(serializerId, out var found)
            ? found
            : throw new SerializationException(
                $"Cannot find serializer with id [{serializerId}]. Register it with "
                    + "EmbeddedSetup.WithSerializer.");

    /// <summary>The bytes of an object.</summary>
    public byte[] Serialize(object o) => FindSerializerFor(o).ToBinary(o);

    /// <summary>The object of the bytes.</summary>
    /// <exception cref="SerializationException">No serializer has that identifier.</exception>
    public object Deserialize(byte[] bytes, int serializerId, Type type) =>
        GetSerializerById(serializerId).FromBinary(bytes, type);

    /// <summary>The object of the bytes.</summary>
    /// <exception cref="SerializationException">No serializer has that identifier, or no type that
    /// name.</exception>
    public object Deserialize(byte[] bytes, int serializerId, string manifest)
    {
        var serializer = GetSerializerById(serializerId);
        if (serializer is SerializerWithStringManifest named)
            return named.FromBinary(bytes, manifest);
        if (string.IsNullOrEmpty(manifest))
            return serializer.FromBinary<object>(bytes);
        var type = Type.GetType(manifest) ?? throw new SerializationException(
            $"Cannot find manifest class [{manifest}] for serializer with id [{serializerId}].");
        return serializer.FromBinary(bytes, type);
    }

    private void Bind(Serializer serializer, IEnumerable<Type> types)
    {
        _byId[serializer.Identifier] = serializer;
        foreach (var type in types)
            _bindings.Add((type, serializer));
    }

    private Serializer Find(Type type)
    {
        (Type Type, Serializer Serializer)? best = null;
        foreach (var binding in _bindings.Where(binding => binding.Type.IsAssignableFrom(type)))
        {
            if (best is null || best.Value.Type.IsAssignableFrom(binding.Type))
                best = binding;
        }

        return best?.Serializer ?? throw new SerializationException(
            $"No serializer is bound to {type}. Bind one with EmbeddedSetup.WithSerializer.");
    }
}
