using System.Text;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;

namespace Argo.Artifacts.Tests.Json;

/// <summary>What is said of input that is no artifact at all, or too much of one.</summary>
public sealed class DocumentTests
{
    [Theory]
    [InlineData("", "The plan is empty; it must be one JSON object.")]
    [InlineData(" \r\n\t", "The plan is empty; it must be one JSON object.")]
    [InlineData("hello", "The plan is not JSON: it breaks at line 1, byte 1; check it with a JSON editor.")]
    [InlineData("{\"plan_id\": \"p\",\n \"steps\": [}",
        "The plan is not JSON: it breaks at line 2, byte 12; check it with a JSON editor.")]
    [InlineData("{\"plan_id\": \"p\"",
        "The plan is not JSON: it breaks at line 1, byte 16; check it with a JSON editor.")]
    [InlineData("{\"plan_id\":\"p\",}",
        "The plan is not JSON: it breaks at line 1, byte 16; check it with a JSON editor.")]
    [InlineData(
        "{} // done", "The plan goes on after its closing brace (line 1, byte 4); keep one JSON object.")]
    [InlineData("[]", "The plan must be one JSON object, in braces.")]
    [InlineData("\"plan\"", "The plan must be one JSON object, in braces.")]
    [InlineData("7", "must be an object")]
    public void Input_that_is_no_artifact_should_be_refused_in_one_sentence(string text, string sentence)
    {
        var read = text == "{} // done" ? Minimal + " // done" : text;
        var expected = text == "{} // done"
            ? sentence.Replace("byte 4", $"byte {Minimal.Length + 2}", StringComparison.Ordinal)
            : sentence;
        Assert.Equal(expected, Refusal(Encoding.UTF8.GetBytes(read)));
    }

    [Fact]
    public void Byte_order_marks_should_be_refused()
    {
        Assert.Equal(
            "The plan begins with a byte order mark; save it as UTF-8 without one.",
            Refusal((byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Minimal)]));
        Assert.Equal(
            "The plan is UTF-16; save it as UTF-8 without a byte order mark.",
            Refusal((byte[])[0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Minimal)]));
    }

    [Fact]
    public void Garbage_should_be_refused_whatever_its_size()
    {
        var garbage = new byte[10_000_000];
        new Random(1).NextBytes(garbage);
        Assert.Equal(
            "The plan is larger than the limit of 8388608 bytes; split it, or have the host allow more.",
                Refusal(garbage));
        Assert.StartsWith("The plan is ", Refusal(garbage.AsMemory(0, 1_000_000)), StringComparison.Ordinal);
        using var stream = new MemoryStream(garbage);
        var bad =
            Assert.Throws<ArtifactFormatException>(() => ArtifactJson.Read<ExecutionPlanArtifact>(stream));
        Assert.StartsWith("The plan is larger than", bad.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Flipped_bytes_should_never_be_met_by_another_exception()
    {
        var random = new Random(20261122);
        var plan = ArtifactJson.WriteUtf8(Some.Plan);
        for (var round = 0; round < 20_000; round++)
        {
            var bytes = plan.ToArray();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                PlanReader.Read(bytes);
            }
            catch (ArtifactFormatException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
        }
    }

    [Fact]
    public void Depth_should_be_limited()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5000));
        Assert.StartsWith(
            "steps[0].resource_cost[0][0]", RefusalOf(
                Step($"\"resource_cost\":{deep}")), StringComparison.Ordinal);
        Assert.Contains(
            "is nested deeper than 32 levels; flatten it", RefusalOf(
                Step($"\"resource_cost\":{deep}")), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_and_lists_and_steps_should_be_limited()
    {
        var limits = new ArtifactLimits { MaxTextBytes = 10, MaxListItems = 3, MaxSteps = 2 };
        Assert.Equal(
            "steps[0].operation: is 11 bytes long; at most 10 may be",
            RefusalOf(Step("\"operation\":\"12345678901\""), limits));
        Assert.Equal(
            "steps[0].constraints[3]: is one item too many; at most 3 may be in a list",
            RefusalOf(Step("\"constraints\":[\"a\",\"b\",\"c\",\"d\"]"), limits));
        var three = string.Join(
            ',', Enumerable.Range(1, 3).Select(
                id => $$"""{"step_id":{{id}},"action_type":"read","target":"a"}"""));
        Assert.Equal(
            "steps: has 3 steps; at most 2 may be in a plan, so split it",
            RefusalOf($$"""{"plan_id":"p","steps":[{{three}}]}""", limits));
        var content = """{"plan_id":"p","steps":[{"step_id":1,"action_type":"write","target":"a","parameters":{"content":"12345678901"}}]}""";
        Assert.Equal(
            "12345678901", PlanReader.Read(
                Encoding.UTF8.GetBytes(content), limits).Steps[0].Parameters.Content);
    }

    [Theory]
    [InlineData("\\ud800")]
    [InlineData("\\udc00x")]
    public void Half_surrogates_should_be_refused(string text)
    {
        Assert.StartsWith(
            "steps[0].target: ", RefusalOf(
                $$"""{"plan_id":"p","steps":[{"step_id":1,"action_type":"read","target":"{{text}}"}]}"""),
                    StringComparison.Ordinal);
        Assert.StartsWith(
            "steps[0].resource_cost", RefusalOf(
                Step($"\"resource_cost\":\"{text}\"")), StringComparison.Ordinal);
        Assert.NotEmpty(RefusalOf(Step($"\"resource_cost\":{{\"{text}\":1}}")));
    }

    [Fact]
    public void Bytes_that_are_not_utf8_should_be_refused()
    {
        var bytes = Encoding.Latin1.GetBytes(Step("\"operation\":\"caf\u00e9\""));
        Assert.Equal(
            "steps[0].operation: holds text that is not valid Unicode; save the file as UTF-8",
                Refusal(bytes));
    }

    private const string Minimal =
        """{"plan_id":"p","steps":[{"step_id":1,"action_type":"read","target":"a"}]}""";

    private static string Step(string member) =>
        $$"""{"plan_id":"p","steps":[{"step_id":1,"action_type":"read","target":"a",{{member}}}]}""";

    private static string RefusalOf(string text, ArtifactLimits? limits = null) =>
        Refusal(Encoding.UTF8.GetBytes(text), limits);

    private static string Refusal(ReadOnlyMemory<byte> bytes, ArtifactLimits? limits = null)
    {
        var message = Assert.Throws<ArtifactFormatException>(() => PlanReader.Read(bytes, limits)).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
