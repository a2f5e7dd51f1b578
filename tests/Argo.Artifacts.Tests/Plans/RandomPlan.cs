using System.Collections.Immutable;
using Argo.Artifacts.Actions;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;
using Argo.Artifacts.Plans;
using Argo.Artifacts.Records;

namespace Argo.Artifacts.Tests.Plans;

/// <summary>Makes valid plans of every action out of a seed.</summary>
internal sealed class RandomPlan(int seed)
{
    private const string Letters = "abcXYZ019 ._-éß日\"'/\U0001F600\t\n\u2028<&";

    private readonly Random _random = new(seed);

    public ExecutionPlanArtifact Next() => new()
    {
        PlanId = $"plan_{_random.Next()}",
        IntentId = Maybe(() => Text()),
        IntentText = Maybe(() => Text()),
        Workspace = Maybe(() => "home"),
        OnFailure = Any<OnFailure>(),
        CreatedAt = DateTimeOffset.UnixEpoch.AddTicks(_random.NextInt64(long.MaxValue / 8)),
        Steps = [.. Enumerable.Range(1, _random.Next(1, 6)).Select(Step)],
    };

    private PlanStep Step(int id)
    {
        var (action, parameters) = Action();
        return new()
        {
            StepId = id,
            ActionType = action,
            Operation = Text() + "!",
            Target = Path(),
            Parameters = parameters,
            SafetyLevel = Any<SafetyLevel>(),
            RollbackCapability = Any<RollbackCapability>(),
            RollbackProcedure = Maybe(() => Text()),
            RequiredConfirmations = Some(Text),
            Constraints = Some(Text),
            ResourceCost = _random.Next(3) == 0
                ? JsonDetails.Of((Text(), _random.NextDouble()), ("n", null)) : null,
            RollbackHints = Some(() => new RollbackHint
            {
                Description = Text(),
                Actions = Some(Text),
                RequiredInputs = JsonDefaults.NoNames<string>().SetItem(Text(), Text()),
                EstimatedDuration = Maybe(() => Text()),
            }),
            Irreversible = _random.Next(2) == 0,
        };
    }

    private (ActionType Action, StepParameters Parameters) Action() => _random.Next(9) switch
    {
        0 => (ActionType.Read, new()),
        1 => (ActionType.Write,
            new() { Content = Text(), Mode = Maybe(() => "0640"), CreateParents = _random.Next(2) == 0 }),
        2 => (ActionType.Write,
            new() { ContentBase64 = Convert.ToBase64String(BitConverter.GetBytes(_random.Next())) }),
        3 => (ActionType.Create, new() { Kind = EntryKind.Directory, Mode = Maybe(() => "0700") }),
        4 => (ActionType.Delete, new() { Recursive = _random.Next(2) == 0 }),
        5 => (ActionType.Modify, new()
        {
            Append = Text(),
            Edits = Some(() => new TextEdit { Find = Text() + "x", Replace = Text() }),
        }),
        6 => (ActionType.Move, new() { Destination = Path() + "2", Overwrite = _random.Next(2) == 0 }),
        7 => (ActionType.Chmod, new() { Mode = "0755" }),
        _ => (new("own_action"), new()
        {
            Other = JsonDefaults.NoNames<System.Text.Json.JsonElement>()
                .Add("x", JsonDetails.Of(("y", Text()))),
        }),
    };

    private string Path() =>
        $"d{_random.Next(9)}/{new string([.. Text().Where(letter => letter is not ('/' or '\\'))])}f";

    private string Text()
    {
        var runes = Letters.EnumerateRunes().ToArray();
        return string.Concat(
            Enumerable.Range(0, _random.Next(12)).Select(_ => runes[_random.Next(runes.Length)].ToString()));
    }

    private string? Maybe(Func<string> make) => _random.Next(2) == 0 ? null : make();

    private ImmutableArray<T> Some<T>(Func<T> make) =>
        [.. Enumerable.Range(0, _random.Next(3)).Select(_ => make())];

    private TEnum Any<TEnum>()
        where TEnum : struct, Enum => Enum.GetValues<TEnum>()[_random.Next(Enum.GetValues<TEnum>().Length)];
}
