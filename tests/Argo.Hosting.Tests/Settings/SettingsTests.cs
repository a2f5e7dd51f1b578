using System.Reflection;
using System.Text.Json.Nodes;
using Argo.Actors.Supervision;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argo.Hosting.Tests.Settings;

/// <summary>
/// <c>argo.json</c>, its schema and the options say the same; what cannot be is refused by name.
/// </summary>
public sealed class SettingsTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

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
    [InlineData("Argo:FileThreads", "0", "Argo:FileThreads")]
    [InlineData("Argo:FileThreads", "many", "FileThreads")]
    [InlineData("Argo:Limits:MaxQueued", "-1", "Argo:Limits:MaxQueued")]
    [InlineData("Argo:Limits:MonitorTimeout", "00:00:00", "Argo:Limits:MonitorTimeout")]
    [InlineData("Argo:Workspaces:site", "relative/path", "Argo:Workspaces:site")]
    [InlineData("Argo:SecretPatterns:0", "(", "Argo:SecretPatterns")]
    public void A_setting_that_cannot_be_should_be_refused_by_its_name(string key, string value, string named)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build();
        var error = Assert.Throws<ArgoException>(() => Bound(settings));
        Assert.Equal(ArgoFault.InvalidInput, error.Fault);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ErrorOnUnknownConfiguration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_bad_setting_should_get_a_sentence_of_its_own()
    {
        var error = Assert.Throws<ArgoException>(() => Bound(Settings(
            ("Argo:FileThreads", "0"), ("Argo:Storage:Provider", "oracle"),
            ("Argo:StopTimeout", "00:00:00"))));
        Assert.Contains("Argo:FileThreads must be from 1 to 1024; 4 is usual.", error.Message, Ordinal);
        Assert.Contains("Argo:Storage:Provider: must be 'sqlite' or 'postgresql'", error.Message, Ordinal);
        Assert.Contains("Argo:StopTimeout must be longer than nothing", error.Message, Ordinal);
    }

    [Theory]
    [InlineData("Argo:Storage:ConnectionString", "Host=db", "SQLite takes none")]
    [InlineData("Argo:Storage:Provider", "postgresql", "PostgreSQL needs one")]
    public void A_connection_that_does_not_fit_the_database_should_be_refused(
        string key, string value, string reason) =>
        Assert.Contains(
            reason, Assert.Throws<ArgoException>(() => Bound(Settings((key, value)))).Message, Ordinal);

    [Fact]
    public async Task A_host_should_not_start_with_a_bad_setting()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { DisableDefaults = true });
        builder.Services.AddSingleton<IConfiguration>(Settings(("Argo:FileThreads", "0"))).AddArgoServices();
        using var host = builder.Build();
        var error = await Assert.ThrowsAsync<ArgoException>(() => host.StartAsync());
        Assert.Contains("Argo:FileThreads", error.Message, Ordinal);
    }

    private static IConfigurationRoot Settings(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))).Build();

    private static ArgoOptions Bound(IConfiguration settings)
    {
        using var services = new ServiceCollection().AddSingleton(settings).AddArgoServices()
            .BuildServiceProvider();
        return services.GetRequiredService<ArgoOptions>();
    }

    private static IEnumerable<string> NamesOf(Type options) =>
        options.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(
            member => member.Name).Order();
}
