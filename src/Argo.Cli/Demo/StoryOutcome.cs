using System.Text.Json.Nodes;
using Argo.Artifacts.Executions;
using Argo.Artifacts.Json;
using Argo.Cli.Rendering;

namespace Argo.Cli.Demo;

/// <summary>What one story came to, in digests of the whole tree.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="State">How the execution ended.</param>
/// <param name="ExecutionId">The execution.</param>
/// <param name="TreeBefore">The digest before.</param>
/// <param name="TreeAfter">The digest afterwards.</param>
/// <param name="Proven">Whether everything that the story claims was seen on disk.</param>
internal sealed record StoryOutcome(
    string Title, ExecutionState State, string ExecutionId, string TreeBefore, string TreeAfter, bool Proven)
{
    public JsonObject Document => new()
    {
        ["title"] = Title,
        ["state"] = Word.Snake(State),
        ["execution_id"] = ExecutionId,
        ["tree_before"] = TreeBefore,
        ["tree_after"] = TreeAfter,
        ["equal"] = TreeBefore == TreeAfter,
        ["proven"] = Proven,
    };
}
