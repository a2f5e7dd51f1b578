using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Turns objects into bytes and back.</summary>
public abstract class Serializer
{
    /// <summary>The system that the serializer works for.</summary>
    protected readonly ExtendedActorSystem system;

    /// <summary>A serializer for a system.</summary>
    protected Serializer(ExtendedActorSystem system) => this.system = system;

    /// <summary>
    /// What is written beside the bytes, so that a reader finds the serializer; 0 to 40 are Akka's.
    /// </summary>
    public virtual int Identifier => throw new NotSupportedException(
        $"{GetType()} must override {nameof(Identifier)}: a stored event is found by it.");

    /// <summary>True when a reader needs the name of the type.</summary>
    public abstract bool IncludeManifest { get; }

    /// <summary>The bytes of an object.</summary>
    public abstract byte[] ToBinary(object obj);

    /// <summary>The object of the bytes.</summary>
    public abstract object FromBinary(byte[] bytes, Type type);

    /// <summary>The object of the bytes.</summary>
    public T FromBinary<T>(byte[] bytes) => (T)FromBinary(bytes, typeof(T));
}
