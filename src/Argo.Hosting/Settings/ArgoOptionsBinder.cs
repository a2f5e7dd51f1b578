using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Argo.Hosting.Settings;

/// <summary>Takes the section <c>argo</c> of the host's configuration into the options.</summary>
/// <param name="settings">The host's configuration; null where it has none.</param>
internal sealed class ArgoOptionsBinder(IConfiguration? settings = null) : IConfigureOptions<ArgoOptions>
{
    public const string Section = "Argo";

    /// <exception cref="OptionsValidationException">
    /// A setting is not known, or has no value of its type; the message names it.
    /// </exception>
    public void Configure(ArgoOptions options)
    {
        try
        {
            settings?.GetSection(Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (Exception wrong) when (wrong is not OutOfMemoryException) // whatever a converter may throw
        {
            var reason = (wrong.InnerException is FormatException ? wrong.Message : Unknown(wrong.Message))
                .TrimEnd('.');
            throw new OptionsValidationException(
                Options.DefaultName, typeof(ArgoOptions), [$"{reason}; correct it, or remove it."]);
        }
    }

    /// <summary>The binder's sentence names its own classes; a person wants the setting.</summary>
    private static string Unknown(string message) =>
        message.LastIndexOf(": ", StringComparison.Ordinal) is var at and > 0
            ? $"{message[(at + 2)..]} is not known in the section {Section}"
            : message;
}
