using System.Runtime.InteropServices;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Results;
using Argo.Cli.Commands;
using Argo.Cli.Tests.Support;
using Argo.Hosting;

namespace Argo.Cli.Tests.Programs;

/// <summary>The table of endings as exit codes.</summary>
public sealed class EndingTests : IDisposable
{
    private static readonly GateVerdict Refusal = new(
        3, "person_approved", false, "The user did not approve this plan.");

    private readonly InProcessCli _inProcessCli = new();

    public void Dispose() => _inProcessCli.Dispose();

    [Theory]
    [InlineData(ExecutionState.Completed, ExitCode.Done)]
    [InlineData(ExecutionState.RolledBack, ExitCode.Failed)]
    [InlineData(ExecutionState.Aborted, ExitCode.Failed)]
    [InlineData(ExecutionState.Parked, ExitCode.RollbackIncomplete)]
    [InlineData(ExecutionState.Halted, ExitCode.Halted)]
    [InlineData(ExecutionState.Partial, ExitCode.Partial)]
    public async Task Each_ending_should_have_its_exit_code(ExecutionState state, int exit)
    {
        _inProcessCli.Argo.Execute = _ => Task.FromResult(Some.End(state));
        (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--yes")).Exited(exit);
        (await _inProcessCli.ArgoAsync("execute", _inProcessCli.Plan, "--json")).Exited(exit);
    }

    [Fact]
    public async Task An_abort_by_a_gate_should_be_a_refusal()
    {
        _inProcessCli.Argo.Execute = _ => Task.FromResult(Some.End(ExecutionState.Aborted, Refusal));
        (await _inProcessCli.ArgoAsync("execute", _inProcessCli.Plan)).Exited(ExitCode.Refused);
    }

    [Theory]
    [InlineData(PosixSignal.SIGINT, ExecutionState.RolledBack, ExitCode.Interrupted)]
    [InlineData(PosixSignal.SIGTERM, ExecutionState.RolledBack, ExitCode.Terminated)]
    [InlineData(PosixSignal.SIGHUP, ExecutionState.Aborted, ExitCode.Terminated)]
    [InlineData(PosixSignal.SIGINT, ExecutionState.Completed, ExitCode.Done)]
    [InlineData(PosixSignal.SIGINT, ExecutionState.Parked, ExitCode.RollbackIncomplete)]
    public async Task A_signal_should_be_the_exit_code_only_where_everything_was_undone(
        PosixSignal signal, ExecutionState state, int exit)
    {
        _inProcessCli.Argo.Execute = async stop =>
        {
            Assert.True(_inProcessCli.Interruption.Note(signal));
            // a second one does not end the process either
            Assert.True(_inProcessCli.Interruption.Note(signal));
#pragma warning disable RS0030 // a run that never ends unless it is stopped
            await Task.WhenAny(Task.Delay(Timeout.Infinite, stop));
#pragma warning restore RS0030
            return Some.End(state);
        };
        (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--yes")).Exited(exit);
    }

    [Fact]
    public void Outside_an_execution_a_second_signal_should_end_the_process()
    {
        Assert.True(_inProcessCli.Interruption.Note(PosixSignal.SIGINT));
        Assert.False(_inProcessCli.Interruption.Note(PosixSignal.SIGINT));
        Assert.Equal(ExitCode.Interrupted, _inProcessCli.Interruption.Exit);
    }

    [Theory]
    [InlineData(ArgoFault.InvalidInput, ExitCode.Usage, "invalid_input")]
    [InlineData(ArgoFault.NotReachable, ExitCode.NotReachable, "not_reachable")]
    [InlineData(ArgoFault.NotFound, ExitCode.NotFound, "not_found")]
    [InlineData(ArgoFault.LeftUnfinished, ExitCode.RollbackIncomplete, "left_unfinished")]
    public async Task Each_fault_of_the_host_should_be_one_sentence_and_a_code(
        ArgoFault fault, int exit, string code)
    {
        _inProcessCli.Argo.Execute = _ =>
            throw new ArgoException(fault, "It cannot be done;\ndo something else.");
        var result = (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--yes")).Exited(exit);
        Assert.EndsWith(
            "argo: It cannot be done; do something else.\n", result.Error, StringComparison.Ordinal);
        var error = (await _inProcessCli.ArgoAsync("run", _inProcessCli.Plan, "--yes", "--json")).Exited(exit)
            .Json["error"]!;
        Assert.Equal(code, (string?)error["code"]);
    }

    [Fact]
    public void A_workspace_that_another_process_holds_should_be_not_reachable() =>
        Assert.Equal(
            ExitCode.NotReachable, CliException.Of(new WorkspaceException(WorkspaceFault.Busy, "held")).Exit);

    [Fact]
    public async Task Recovery_should_say_what_was_not_recovered()
    {
        _inProcessCli.Argo.Recovered = new([], [new(new("exec-1"), "its plan is missing")]);
        var result = (await _inProcessCli.ArgoAsync("recover")).Exited(ExitCode.RollbackIncomplete);
        Assert.Contains("exec-1: its plan is missing", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_builtin_action_should_be_known() =>
        Assert.All(
            "read query display write create delete modify move copy chmod control".Split(' '),
            name => Assert.True(VerbCatalog.BuiltIn.Knows(new ActionType(name))));
}
