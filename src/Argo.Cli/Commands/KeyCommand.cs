using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Argo.Artifacts;
using Argo.Cli.Input;
using Argo.Cli.Screens;

namespace Argo.Cli.Commands;

/// <summary><c>argo key show</c> and <c>argo key rotate</c>: the key that this host signs with.</summary>
internal sealed class KeyCommand : ArgoCommand
{
    private readonly Argument<string> _action = new("ACTION")
    {
        Description = "show: print a public key; rotate: sign with a new key from now on.",
    };

    private readonly Argument<string?> _id = new("KEY")
    {
        Description = "show: the id of an earlier key, or the beginning of it; default: the one in use.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _output = Shared.Output("public key");
    private readonly Option<bool> _force = Shared.Force();

    public KeyCommand()
        : base(
            "key",
            "The key that this host signs approvals, receipts and heads of the log with.",
            "argo key show                  # the public key, for whoever checks receipts",
            "argo key show -o host.pem",
            "argo key rotate                # earlier approvals serve no more; all still verifies")
    {
        Add(_action);
        Add(_id);
        Add(_output);
        Add(_force);
    }

    public override Task<Answer> RunAsync(Call call)
    {
        var evidence = call.Get(_action) is "show" ? call.OpenStoredEvidence() : call.OpenEvidence();
        var key = (call.Get(_action), call.Get(_id)) switch
        {
            ("show", null) => evidence.GetKey(),
            ("show", { } id) => Find(evidence.ListKeys(), id),
            ("rotate", null) => evidence.RotateKey(),
            ("rotate", _) => throw CliException.Usage("'argo key rotate' takes no KEY.", "KEY"),
            var (other, _) => throw CliException.Usage(
                $"There is no 'argo key {Visible.Line(other)}'; there are: show, rotate.", "ACTION"),
        };
        var output = call.Get(_output);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, Encoding.ASCII.GetBytes(key.Pem), call.Get(_force));
        return Task.FromResult(new Answer(
            ExitCode.Done, DocumentOf(key, evidence.ListKeys()), screen => Show(screen, key, output)));
    }

    private static PublicKey Find(IEnumerable<PublicKey> keys, string id)
    {
        var found = keys.Where(key => key.KeyId.StartsWith(id, StringComparison.Ordinal)).ToArray();
        return found switch
        {
            [var key] => key,
            [] => throw CliException.NotFound(
                $"This host has had no key {Visible.Quote(id)}; 'argo key show --json' lists its keys."),
            _ => throw CliException.Usage(
                $"{Visible.Quote(id)} begins several keys; give more letters.", "KEY"),
        };
    }

    private static JsonObject DocumentOf(PublicKey key, IEnumerable<PublicKey> all) => new()
    {
        ["key_id"] = key.KeyId,
        ["pem"] = key.Pem,
        ["keys"] = new JsonArray([.. all.Select(one => JsonValue.Create(one.KeyId))]),
    };

    private static void Show(Screen screen, PublicKey key, string? output)
    {
        if (OutputFile.IsStandard(output))
            screen.Line(key.Pem.TrimEnd('\n'));
        else
            screen.Say($"Wrote {Visible.Line(output)}.", Ink.Good);
        screen.Say($"key {key.KeyId}");
    }
}
