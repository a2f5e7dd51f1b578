using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Argo.Artifacts.Receipts;
using Argo.Cli.Input;
using Argo.Cli.Rendering;
using Argo.Hosting.Evidence;

namespace Argo.Cli.Commands;

/// <summary>
/// <c>argo key show|list|rotate|trust|distrust</c>: the key that this host signs with, and those that count
/// beside it.
/// </summary>
internal sealed class KeyCommand : ArgoCommand
{
    private readonly Argument<string> _action = new("ACTION")
    {
        Description = "show: print a public key; list: every key known here; rotate: sign with a new key "
            + "from now on; trust: let another host's reports and approvals count here; distrust: take that "
            + "back.",
    };

    private readonly Argument<string?> _subject = new("KEY|FILE")
    {
        Description = "show: the id of another key known here, or the beginning of it (default: the one in "
            + "use); trust: the file of a public key; distrust: the id of a trusted key.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _output = Shared.Output("public key");
    private readonly Option<bool> _force = Shared.Force();

    public KeyCommand()
        : base(
            "key",
            "The keys: this host's, which signs reports, approvals, receipts and heads of the log; and those "
            + "of other hosts on the same store that a person trusts.",
            "argo key show                # the public key, for whoever checks receipts",
            "argo key show -o host.pem",
            "argo key rotate              # earlier reports and approvals serve no more; all still verifies",
            "argo key trust other.pem     # another host on this store: its reports and approvals count here",
            "argo key list")
    {
        Add(_action);
        Add(_subject);
        Add(_output);
        Add(_force);
    }

    public override Task<CommandOutcome> RunAsync(CommandContext context)
    {
        var keys = context.Get(_action) is "show"
            ? context.OpenStored<IArgoEvidence>()
            : context.Open<IArgoEvidence>();
        return Task.FromResult((context.Get(_action), context.Get(_subject)) switch
        {
            ("show", null) => Shown(context, keys, keys.GetKey()),
            ("show", { } id) =>
            Shown(context, keys, Find([.. keys.ListKeys(), .. keys.ListTrustedKeys()], id)),
            ("list", null) => Listed(keys),
            ("rotate", null) => Shown(context, keys, keys.RotateKey()),
            ("trust", { } file) => Trusted(keys, EvidenceInput.Key(context.Environment, file, "FILE")),
            ("trust", null) => throw CliException.Usage(
                "Name the file of a public key: 'argo key show -o FILE' of its host writes it.", "FILE"),
            ("distrust", { } id) => Distrusted(keys, Find(keys.ListTrustedKeys(), id)),
            ("distrust", null) => throw CliException.Usage(
                "Name the trusted key by its id; 'argo key list' shows it.", "KEY"),
            ("rotate" or "list", _) => throw CliException.Usage(
                $"'argo key {context.Get(_action)}' takes no KEY.", "KEY"),
            var (other, _) => throw CliException.Usage(
                $"There is no 'argo key {Visible.Line(other)}'; there are: show, list, rotate, trust, "
                + "distrust.",
                "ACTION"),
        });
    }

    private static PublicKey Find(IEnumerable<PublicKey> keys, string id)
    {
        var found = keys.Where(key => key.KeyId.StartsWith(id, StringComparison.Ordinal)).ToArray();
        return found switch
        {
            [var key] => key,
            [] => throw CliException.NotFound(
                $"There is no such key {Visible.Quote(id)} here; 'argo key list' shows those there are."),
            _ => throw CliException.Usage(
                $"{Visible.Quote(id)} begins several keys; give more letters.", "KEY"),
        };
    }

    private CommandOutcome Shown(CommandContext context, IArgoEvidence keys, PublicKey key)
    {
        var output = context.Get(_output);
        if (!OutputFile.IsStandard(output))
            OutputFile.Write(output, Encoding.ASCII.GetBytes(key.Pem), context.Get(_force));
        return new CommandOutcome(ExitCode.Done, DocumentOf(key, keys), screen =>
        {
            if (OutputFile.IsStandard(output))
                screen.Verbatim(key.Pem.TrimEnd('\n'));
            else
                screen.Say($"Wrote {Visible.Line(output)}.", TextStyle.Good);
            screen.Say($"key {key.KeyId}");
            foreach (var trusted in keys.ListTrustedKeys())
                screen.Say($"trusts {trusted.KeyId}");
        });
    }

    private static CommandOutcome Listed(IArgoEvidence keys)
    {
        var current = keys.FindKey();
        return new CommandOutcome(ExitCode.Done, DocumentOf(current, keys), screen =>
        {
            screen.Line(
                current is null
                    ? "This host has no key in use yet: its first dry run makes one, or 'argo key rotate'."
                    : $"{current.KeyId}  in use: signs");
            foreach (var old in keys.ListKeys().Where(key => key.KeyId != current?.KeyId))
                screen.Line($"{old.KeyId}  earlier: proves what was done, opens nothing");
            foreach (var trusted in keys.ListTrustedKeys())
                screen.Line($"{trusted.KeyId}  trusted: its reports and approvals count here");
        });
    }

    private static CommandOutcome Trusted(IArgoEvidence keys, PublicKey key)
    {
        keys.TrustKey(key);
        return new CommandOutcome(ExitCode.Done, DocumentOf(key, keys), screen =>
        {
            screen.Say($"Trusted: {key.KeyId}", TextStyle.Good);
            screen.Say("Reports and approvals that it signed count here, where this store keeps them.");
            screen.Next($"argo key distrust {key.KeyId[..16]}   # takes it back");
        });
    }

    private static CommandOutcome Distrusted(IArgoEvidence keys, PublicKey key)
    {
        keys.DistrustKey(key);
        return new CommandOutcome(ExitCode.Done, DocumentOf(key, keys), screen => screen.Say(
            $"Not trusted any more: {key.KeyId}. What it signed opens nothing here.", TextStyle.Good));
    }

    private static JsonObject DocumentOf(PublicKey? key, IArgoEvidence keys) => new()
    {
        ["key_id"] = key?.KeyId,
        ["pem"] = key?.Pem,
        ["keys"] = Ids(keys.ListKeys()),
        ["trusted_keys"] = Ids(keys.ListTrustedKeys()),
    };

    private static JsonArray Ids(IEnumerable<PublicKey> keys) =>
        new([.. keys.Select(key => JsonValue.Create(key.KeyId))]);
}
