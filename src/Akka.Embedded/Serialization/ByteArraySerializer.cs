using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Bytes as they are: Akka's serializer 4.</summary>
internal sealed class ByteArraySerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 4;

    public override bool IncludeManifest => false;

    public override byte[] ToBinary(object obj) => (byte[])obj;

    public override object FromBinary(byte[] bytes, Type type) => bytes;
}
