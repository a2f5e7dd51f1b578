using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Argo.Artifacts.Files;
using Argo.Artifacts.Json;

namespace Argo.Hosting.Evidence;

/// <summary>A PROV-JSON document in the making (W3C member submission of 24 April 2013).</summary>
internal sealed class ProvDocument
{
    private readonly JsonObject _entities = [];
    private readonly JsonObject _activities = [];
    private readonly JsonObject _agents = [];
    private readonly SortedDictionary<string, JsonObject> _relations = new(StringComparer.Ordinal);
    private int _relationCount;

    /// <summary>A document of the chain of custody; gives its name.</summary>
    public string Entity(string kind, string id, string? sha256)
    {
        var members = new JsonObject { ["prov:type"] = $"argo:{kind}", ["argo:id"] = id };
        if (sha256 is not null)
            members["argo:sha256"] = sha256;
        return Put(_entities, $"argo:{kind}/{id}", members);
    }

    /// <summary>A file as it was at one side of an execution; gives its name.</summary>
    public string File(string path, Fingerprint state, string side)
    {
        var members = new JsonObject
        {
            ["prov:type"] = $"argo:{Word.Snake(state.Kind)}",
            ["prov:location"] = path,
        };
        if ((state.Sha256 ?? state.ManifestDigest) is { } digest)
            members["argo:sha256"] = digest;
        if (state.Mode is { } mode)
            members["argo:mode"] = mode;
        return Put(_entities, $"argo:file/{side}/{Uri.EscapeDataString(path)}", members);
    }

    public void Activity(
        string name, DateTimeOffset? start, DateTimeOffset? end, params (string Name, string Value)[] more)
    {
        var members = new JsonObject();
        if (start is { } began)
            members["prov:startTime"] = Time(began);
        if (end is { } ended)
            members["prov:endTime"] = Time(ended);
        foreach (var (member, value) in more)
            members[member] = value;
        Put(_activities, name, members);
    }

    public void Agent(string name, string type, string label) => Put(_agents, name, new JsonObject
    {
        ["prov:type"] = new JsonObject { ["$"] = type, ["type"] = "prov:QUALIFIED_NAME" },
        ["prov:label"] = label,
    });

    public void Relate(string relation, params (string Role, string Name)[] ends)
    {
        if (!_relations.TryGetValue(relation, out var all))
            _relations.Add(relation, all = []);
        var members = new JsonObject();
        foreach (var (role, name) in ends)
            members[role] = name;
        all[string.Create(CultureInfo.InvariantCulture, $"_:r{++_relationCount}")] = members;
    }

    public JsonObject ToJson()
    {
        var document = new JsonObject
        {
            ["prefix"] = new JsonObject { ["argo"] = "urn:argo:" },
            ["entity"] = _entities,
            ["activity"] = _activities,
            ["agent"] = _agents,
        };
        foreach (var (relation, all) in _relations)
            document[relation] = all;
        return document;
    }

    private static string Put(JsonObject group, string name, JsonObject members)
    {
        group[name] = members;
        return name;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
