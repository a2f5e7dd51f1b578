namespace Argo.Artifacts.Json;

/// <summary>A converter that reads one word out of a fixed list.</summary>
internal interface IJsonNames
{
    /// <summary>The words it writes.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>
    /// Whether it reads <paramref name="name"/>: one of <see cref="Names"/> or another name for one.
    /// </summary>
    bool Knows(string name);
}
