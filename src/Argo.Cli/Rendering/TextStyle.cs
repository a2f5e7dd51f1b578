namespace Argo.Cli.Rendering;

/// <summary>What a piece of text means; colour only ever repeats what the words say.</summary>
internal enum TextStyle
{
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Warning,
    Heading,
}
