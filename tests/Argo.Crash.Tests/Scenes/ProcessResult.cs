namespace Argo.Crash.Tests.Scenes;

/// <summary>How a program ended and what it said.</summary>
internal sealed record ProcessResult(int Exit, string Out, string Error)
{
    public override string ToString() => $"exit {Exit}; {Short(Out)} {Short(Error)}";

    private static string Short(string text) => text.Trim() is { Length: > 400 } all ? $"...{all[^400..]}"
        : text.Trim();

    public ProcessResult Need(int exit, string what) =>
        Exit == exit ? this : throw new InvalidOperationException($"{what}: expected exit {exit}: {this}");
}
