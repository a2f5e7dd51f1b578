using System.Text;

namespace Argo.Cli.Tests.Support;

/// <summary>
/// The program within the test's process: a fake Argo, a person before a terminal or a pipe.
/// </summary>
internal sealed class InProcessCli : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("argo-in-process-").FullName;

    public FakeArgo Argo { get; } = new();

    public Interruption Interruption { get; } = new();

    public bool IsTerminal { get; init; }

    public bool Colours { get; init; } = true;

    public int Width { get; init; } = 120;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the person types.</summary>
    public string Typed { get; set; } = "";

    /// <summary>Stdin; by default what the person types.</summary>
    public Func<Stream>? In { get; set; }

    public string Plan =>
        Write("plan.json", Plans.Of(Plans.Write(1, "a.txt", "a\n"), Plans.Write(2, "b.txt", "b\n")));

    public string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_root, name), text);
        return Path.Combine(_root, name);
    }

    public string PathOf(string name) => Path.Combine(_root, name);

    public async Task<CliResult> ArgoAsync(params string[] words)
    {
        using StringWriter output = new(), error = new();
        var environment = new CliEnvironment
        {
            Out = output,
            Error = error,
            In = In ?? (() => new MemoryStream(Encoding.UTF8.GetBytes(Typed))),
            CanAsk = IsTerminal,
            OutIsTerminal = IsTerminal,
            ErrorIsTerminal = IsTerminal,
            Colours = Colours,
            Width = () => Width,
            OpenSession = _ => Argo,
            Zone = TimeZoneInfo.Utc,
            Time = Time,
        };
        var exit = await ArgoProgram.RunAsync(words, environment, Interruption);
        return new CliResult(exit, output.ToString(), error.ToString());
    }

    public void Dispose()
    {
        Interruption.Dispose();
        Directory.Delete(_root, recursive: true);
    }
}
