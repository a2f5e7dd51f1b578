using System.Text.Json;

namespace Argo.Artifacts.Json;

/// <summary>The word for a member of an enum: one spelling in documents, the store and sentences.</summary>
public static class Word
{
    /// <summary>As a document and the store have it, such as <c>rolled_back</c>.</summary>
    public static string Snake(Enum member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(member.ToString());
    }

    /// <summary>As a sentence has it, such as <c>rolled back</c>.</summary>
    public static string Of(Enum member) => Snake(member).Replace('_', ' ');

    /// <summary>As a sentence has it where it must not be overlooked, such as <c>LOCKDOWN</c>.</summary>
    public static string Loud(Enum member) => Of(member).ToUpperInvariant();
}
