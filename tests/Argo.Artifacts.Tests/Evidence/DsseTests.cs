using System.Security.Cryptography;
using System.Text;
using Argo.Artifacts.Evidence;
using Argo.Artifacts.Json;
using Argo.Artifacts.Receipts;

namespace Argo.Artifacts.Tests.Evidence;

public sealed class DsseTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void The_encoding_that_is_signed_should_be_the_specification_s() => Assert.Equal(
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world",
        Encoding.UTF8.GetString(
            Dsse.PreAuthenticationEncoding("http://example.com/HelloWorld", "hello world"u8)));

    [Fact]
    public void Lengths_should_be_counted_in_bytes() => Assert.StartsWith(
        "DSSEv1 2 ß 3 ", Encoding.UTF8.GetString(Dsse.PreAuthenticationEncoding("ß", "abc"u8)),
        StringComparison.Ordinal);

    [Fact]
    public void A_signed_document_should_hold_for_its_key_alone()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var envelope = Dsse.Sign("text/plain", "hello"u8, _key);
        Assert.Null(Dsse.FindFault(envelope, [PublicKey.Of(other), PublicKey.Of(_key)]));
        Assert.Equal("signatures[0].keyid", Dsse.FindFault(envelope, [PublicKey.Of(other)])!.Path);
        Assert.Equal("hello"u8.ToArray(), Dsse.PayloadOf(envelope));
    }

    [Fact]
    public void Another_payload_type_or_signature_should_be_found()
    {
        PublicKey[] keys = [PublicKey.Of(_key)];
        var envelope = Dsse.Sign("text/plain", "hello"u8, _key);
        Assert.Equal(
            "signatures[0].sig", Dsse.FindFault(envelope with { PayloadType = "text/html" }, keys)!.Path);
        Assert.Equal(
            "signatures[0].sig",
            Dsse.FindFault(envelope with { Payload = Convert.ToBase64String("hallo"u8) }, keys)!.Path);
        Assert.Equal("payload", Dsse.FindFault(envelope with { Payload = "aGVsbG9=" }, keys)!.Path);
        Assert.Equal("signatures", Dsse.FindFault(envelope with { Signatures = [] }, keys)!.Path);
    }

    [Fact]
    public void Every_byte_of_an_envelope_should_be_guarded()
    {
        PublicKey[] keys = [PublicKey.Of(_key)];
        var head = new LogHead { TreeSize = 3, RootHash = new string('a', 64), Timestamp = Some.Moment };
        var bytes = ArtifactJson.Canonical(head.Sign(_key));
        Assert.True(EvidenceFile.Verify(bytes, keys).IsIntact);
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var bit in (int[])[1, 4, 32])
            {
                var flipped = bytes.ToArray();
                flipped[at] ^= (byte)bit;
                Assert.True(IsCaught(flipped, keys), $"byte {at}, bit {bit}");
            }
        }
    }

    [Fact]
    public void A_key_should_be_named_by_its_subject_public_key_info()
    {
        var key = PublicKey.Of(_key);
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo())), key.KeyId);
        Assert.Equal(key, PublicKey.Read(key.Pem));
        Assert.Equal(key, PublicKey.Read(_key.ExportPkcs8PrivateKeyPem()));
        Assert.Throws<ArgumentException>(() => PublicKey.Read("no key"));
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<ArgumentException>(() => PublicKey.Of(wide));
    }

    private static bool IsCaught(byte[] bytes, PublicKey[] keys)
    {
        try
        {
            return !EvidenceFile.Verify(bytes, keys).IsIntact;
        }
        catch (ArtifactFormatException)
        {
            return true;
        }
    }
}
