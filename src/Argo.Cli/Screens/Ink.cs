namespace Argo.Cli.Screens;

/// <summary>What a piece of text means; colour only ever repeats what the words say.</summary>
internal enum Ink
{
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Warning,
    Heading,
}
