namespace Argo.Tidy.Tests.Reading;

/// <summary>Finds where a statement ends in code without literals.</summary>
internal static class Statement
{
    /// <summary>Where the first <c>;</c> or closed block outside of parentheses ends.</summary>
    public static int End(string code, int start)
    {
        var (parens, braces) = (0, 0);
        for (var at = start; at < code.Length; at++)
        {
            parens += code[at] switch { '(' => 1, ')' => -1, _ => 0 };
            braces += code[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (parens == 0 && braces == 0 && code[at] is ';' or '}')
                return at + 1;
        }

        return code.Length;
    }
}
