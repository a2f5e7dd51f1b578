using System.Text.Json;
using System.Text.Json.Serialization;

namespace Argo.Actors.Rollback.Journal;

/// <summary>
/// An enum by its name in lower snake case; numbers are refused, for they may come to mean another name.
/// </summary>
internal sealed class SnakeCaseEnum<TEnum>()
    : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
