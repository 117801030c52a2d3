using System.Text;

namespace Quern.Generators.Emitting;

/// <summary>Writes indented lines of C#, each ended by \n.</summary>
internal sealed class CSharpWriter
{
    readonly StringBuilder text = new();
    int depth;

    /// <summary>Writes a line, or several that it holds; the inner ones keep their own indentation on top.</summary>
    public void Line(string lines = "")
    {
        foreach (var line in lines.Split('\n'))
        {
            if (line.Length > 0)
                text.Append(' ', depth * 4).Append(line);
            text.Append('\n');
        }
    }

    /// <summary>Writes an optional header and an opening brace or bracket, and indents what follows.</summary>
    public void Open(string? header, string bracket = "{")
    {
        if (header is not null)
            Line(header);
        Line(bracket);
        depth++;
    }

    public void Close(string bracket = "}")
    {
        depth--;
        Line(bracket);
    }

    public override string ToString() => text.ToString();
}
