using System.Collections;
using System.Text.Json.Serialization.Metadata;

namespace Argo.Artifacts.Json;

/// <summary>
/// A list that is not written while it is empty. It came after the first version of its artifact: one that
/// was stored before it has the same JSON, and so the same digest, when it is written again.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OmitWhenEmptyAttribute : Attribute
{
    /// <summary>Carries the rule out for one type.</summary>
    public static void Apply(JsonTypeInfo type)
    {
        if (type.Kind is not JsonTypeInfoKind.Object)
            return;
        foreach (var property in type.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(OmitWhenEmptyAttribute), inherit: false) == true)
                property.ShouldSerialize = static (_, value) => value is ICollection { Count: > 0 };
        }
    }
}
