using System.Reflection;
using System.Text.Json.Nodes;
using Argo.Actors.Supervision;
using Microsoft.Extensions.Configuration;

namespace Argo.Hosting.Tests.Settings;

/// <summary>
/// <c>argo.json</c>, its schema and the options say the same; what cannot be is refused by name.
/// </summary>
public sealed class SettingsTests
{
    private static readonly string Config = Path.Combine(AppContext.BaseDirectory, "config");

    [Fact]
    public void The_schema_should_have_exactly_the_settings_there_are()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Config, "argo.schema.json")))!;
        var argo = schema["properties"]!["Argo"]!["properties"]!.AsObject();
        Assert.Equal(NamesOf(typeof(ArgoOptions)), argo.Select(member => member.Key).Order());
        Assert.Equal(
            NamesOf(typeof(ExecutionLimits)),
            argo["Limits"]!["properties"]!.AsObject().Select(member => member.Key).Order());
    }

    [Fact]
    public void The_settings_that_are_shipped_should_be_the_defaults()
    {
        var shipped = Bound(
            new ConfigurationBuilder().AddJsonFile(Path.Combine(Config, "argo.json")).Build());
        var defaults = new ArgoOptions();
        foreach (var setting in typeof(ArgoOptions).GetProperties())
            Assert.Equal(setting.GetValue(defaults), setting.GetValue(shipped));
    }

    [Theory]
    [InlineData("Argo:Colour", "red", "Colour")]
    [InlineData("Argo:Limits:MaxRuning", "3", "MaxRuning")]
    [InlineData("Argo:SignalInterval", "soon", "SignalInterval")]
    [InlineData("Argo:SignalInterval", "00:00:00", "SignalInterval")]
    [InlineData("Argo:StopTimeout", "90.00:00:00", "StopTimeout")]
    [InlineData("Argo:FileThreads", "0", "FileThreads")]
    [InlineData("Argo:FileThreads", "many", "FileThreads")]
    [InlineData("Argo:Limits:MaxQueued", "-1", "MaxQueued")]
    [InlineData("Argo:Workspaces:site", "relative/path", "Workspaces.site")]
    [InlineData("Argo:SecretPatterns:0", "(", "secret_patterns")]
    public void A_setting_that_cannot_be_should_be_refused_by_its_name(string key, string value, string named)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build();
        var error = Assert.Throws<ArgoException>(() => Bound(settings).MakeRedactor());
        Assert.Equal(ArgoFault.InvalidInput, error.Fault);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ErrorOnUnknownConfiguration", error.Message, StringComparison.Ordinal);
    }

    private static ArgoOptions Bound(IConfigurationRoot settings)
    {
        var options = new ArgoOptions();
        options.Bind(settings.GetSection("argo"));
        options.Check();
        return options;
    }

    private static IEnumerable<string> NamesOf(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(
            member => member.Name).Order();
}
