using System.Text.Json;
using Argo.Actors.Observation;
using Argo.Artifacts.Json;
using Argo.Artifacts.Security;
using Argo.Hosting.Adapters;

namespace Argo.Hosting.Security;

/// <summary>
/// A file by which another program, or a person with <c>touch</c>, says how safe the host is:
/// <c>{"security_state": "compromised", "boundary_state": "elevated", "reason": "..."}</c>.
/// </summary>
/// <remarks>No file says nothing, an empty one is LOCKDOWN. One that cannot be understood is an error:
/// nothing runs.</remarks>
internal static class SecurityFile
{
    /// <exception cref="ArgoException">It cannot be read or understood; the message names the
    /// member.</exception>
    public static SecurityNotice Read(string path)
    {
        try
        {
            var bytes = SmallFile.Read(path);
            return bytes.Length == 0
                ? new SecurityNotice(
                    new SecurityReading(SecurityState.Lockdown, BoundaryState.Unknown),
                    $"{path} is there, and empty")
                : Parse(path, bytes);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return SecurityNotice.Nothing;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, error.Message.TrimEnd('.'), error);
        }
    }

    private static SecurityNotice Parse(string path, byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var notice = SecurityNotice.Nothing;
            foreach (var member in document.RootElement.EnumerateObject())
                notice = With(path, notice, member);
            return notice;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Unreadable(path, "it is not a JSON object", error);
        }
    }

    private static SecurityNotice With(string path, SecurityNotice notice, JsonProperty member) =>
        member.Name switch
    {
        "security_state" => notice with
        {
            Reading = notice.Reading with { SecurityState = State<SecurityState>(path, member) },
        },
        "boundary_state" => notice with
        {
            Reading = notice.Reading with { BoundaryState = State<BoundaryState>(path, member) },
        },
        "reason" when member.Value.ValueKind is JsonValueKind.String =>
            notice with { Reason = member.Value.GetString()! },
        var name => throw Unreadable(
            path, $"{name}: is not security_state, boundary_state or reason, or is no text"),
    };

    private static T State<T>(string path, JsonProperty member)
        where T : struct, Enum
    {
        try
        {
            return JsonSerializer.Deserialize<T>(
                member.Value.ValueKind is JsonValueKind.String
                    ? JsonSerializer.Serialize(member.Value.GetString()!.ToLowerInvariant())
                    : member.Value.GetRawText());
        }
        catch (JsonException error)
        {
            var words = string.Join(", ", Enum.GetValues<T>().Select(state => Word.Snake(state)));
            throw Unreadable(path, $"{member.Name}: must be one of {words}", error);
        }
    }

    private static ArgoException Unreadable(string path, string why, Exception? cause = null) =>
        new(ArgoFault.InvalidInput, $"security_file {path}: {why}; correct the file, or remove it.", cause);
}
