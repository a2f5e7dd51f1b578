using Argo.Artifacts.Security;

namespace Argo.Artifacts.Json;

/// <summary>
/// Reads <c>operational</c>, as other monitors say it, as <see cref="SecurityState.Secure"/>.
/// </summary>
public sealed class SecurityStateConverter : LowerSnakeEnumConverter<SecurityState>
{
    /// <inheritdoc/>
    protected override SecurityState? Alias(string name) =>
        name == "operational" ? SecurityState.Secure : null;
}
