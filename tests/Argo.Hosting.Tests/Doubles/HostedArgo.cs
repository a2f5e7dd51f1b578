using System.Text;
using Argo.Actors;
using Argo.Actors.Ports;
using Argo.Artifacts.Approvals;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Reports;
using Argo.Workspaces.Transactions;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Argo.Hosting.Tests.Doubles;

/// <summary>A real host on a scratch workspace and a scratch store.</summary>
internal sealed class HostedArgo : IAsyncDisposable
{
    private readonly string _scratch;
    private readonly bool _isGuest;
    private readonly bool _hasFailpoints;
    private readonly IHost _host;
    private Task? _stopping;

    private HostedArgo(
        Action<IServiceCollection>? configure, string? beside = null, Action<ArgoOptions>? settings = null,
        bool hasFailpoints = false)
    {
        _hasFailpoints = hasFailpoints;
        _isGuest = beside is not null;
        _scratch = beside ?? Directory.CreateTempSubdirectory("argo-host-").FullName;
        Directory.CreateDirectory(Root);
        _host = Build(configure, settings);
    }

    public string Root => Path.Combine(_scratch, "ws");

    public string Data => Path.Combine(_scratch, "data");

    /// <summary>What is done at each failpoint; the host must have been started with them.</summary>
    public Action<string>? Failpoint
    {
        get;
        set
        {
            Assert.True(_hasFailpoints, "start this host with hasFailpoints: true");
            field = value;
        }
    }

    public IArgo Argo => _host.Services.GetRequiredService<IArgo>();

    public IArgoArchive Archive => _host.Services.GetRequiredService<IArgoArchive>();

    public IServiceProvider Services => _host.Services;

    public static async Task<HostedArgo> StartAsync(
        Action<IServiceCollection>? configure = null, Action<ArgoOptions>? settings = null,
        bool hasFailpoints = false)
    {
        var hosted = new HostedArgo(configure, settings: settings, hasFailpoints: hasFailpoints);
        await hosted._host.StartAsync();
        return hosted;
    }

    /// <summary>Another host on the same data directory.</summary>
    public Task<HostedArgo> BesideAsync() => InAsync(_scratch);

    /// <summary>A host on the data and the workspace of a directory, which stays.</summary>
    public static async Task<HostedArgo> InAsync(string directory)
    {
        var guest = new HostedArgo(null, directory);
        await guest._host.StartAsync();
        return guest;
    }

    public string PathOf(string name) => Path.Combine(Root, name);

    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    public Task<WorkspaceRef> WorkspaceAsync() => Argo.ResolveWorkspaceAsync(Root, null);

    public async Task<DryRunExecutionReport> DryRunAsync(ExecutionPlanArtifact plan) =>
        await Argo.DryRunAsync(new DryRunRequest(plan, await WorkspaceAsync()));

    public Task<ApprovalArtifact> ApproveAsync(DryRunExecutionReport report) =>
        Argo.ApproveAsync(new ApproveRequest { Report = report, Approver = "ada" });

    public async Task<ExecutionEnd> ExecuteAsync(
        ExecutionPlanArtifact plan, DryRunExecutionReport? report, ApprovalArtifact? approval,
        string? id = null) =>
        await Argo.ExecuteAsync(new ExecuteRequest
        {
            Plan = plan,
            Workspace = await WorkspaceAsync(),
            Report = report,
            Approval = approval,
            ExecutionId = id is null ? null : new ExecutionId(id),
        });

    /// <summary>Dry run, approval, execution.</summary>
    public async Task<ExecutionEnd> RunAsync(ExecutionPlanArtifact plan)
    {
        var report = await DryRunAsync(plan);
        return await ExecuteAsync(plan, report, await ApproveAsync(report));
    }

    /// <summary>
    /// A plan from JSON, as a host would hand it in; <paramref name="steps"/> is the array's inside.
    /// </summary>
    public static ExecutionPlanArtifact Plan(string steps, string more = "") =>
        PlanReader.Read(Encoding.UTF8.GetBytes(
        $$"""
        {
          "plan_id": "plan-1", "intent_id": "intent-1", "transcription_id": "transcription-1",
          "schema_version": "2.0.0", "created_at": "2026-11-22T12:00:00+00:00"{{more}},
          "steps": [{{steps}}]
        }
        """));

    public static string WriteStep(int id, string target, string content) =>
        $$$"""
        {"step_id": {{{id}}}, "action_type": "write", "operation": "write_file", "target": "{{{target}}}",
         "parameters": {"content": "{{{content}}}"}}
        """;

    /// <summary>Stops the host as an operator would; a second call waits for the first.</summary>
    public Task StopAsync() => _stopping ??= _host.StopAsync();

    /// <summary>Stops the host and lets go of its files, which stay.</summary>
    public async Task CloseAsync()
    {
        await StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync(); // a second time does nothing
    }

    /// <summary>Changes the store behind Argo's back.</summary>
    public void Sql(string text)
    {
        using var connection =
            new SqliteConnection($"Data Source={Path.Combine(Data, "argo.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = text;
        Assert.True(command.ExecuteNonQuery() > 0, $"changed nothing: {text}");
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        if (!_isGuest)
            Directory.Delete(_scratch, recursive: true);
    }

    private IHost Build(Action<IServiceCollection>? configure, Action<ArgoOptions>? settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddArgo(options =>
        {
            options.DataDirectory = Data;
            settings?.Invoke(options);
        });
        if (_hasFailpoints)
            builder.Services.AddSingleton(new Failpoints(name => Failpoint?.Invoke(name)));
        configure?.Invoke(builder.Services);
        return builder.Build();
    }
}
