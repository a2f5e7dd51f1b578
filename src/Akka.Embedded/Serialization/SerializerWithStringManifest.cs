using Akka.Actor;

namespace Akka.Serialization;

/// <summary>
/// A serializer with names of its own for types, which stay the same when a class is renamed.
/// </summary>
public abstract class SerializerWithStringManifest : Serializer
{
    /// <summary>A serializer for a system.</summary>
    protected SerializerWithStringManifest(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <inheritdoc/>
    public sealed override bool IncludeManifest => true;

    /// <inheritdoc/>
    public sealed override object FromBinary(byte[] bytes, Type type) =>
        FromBinary(bytes, $"{type.FullName}, {type.Assembly.GetName().Name}");

    /// <summary>The object of the bytes.</summary>
    public abstract object FromBinary(byte[] bytes, string manifest);

    /// <summary>The name of an object's type.</summary>
    public abstract string Manifest(object o);
}
