using System.Text;

namespace Quern.Generators.Emitting;

/// <summary>Writes indented lines of C#, each ended by \n.</summary>
internal sealed class CSharpWriter
{
    readonly StringBuilder text = new();
    int depth;

    /// <summary>How many characters are written.</summary>
    public int Length => text.Length;

    /// <summary>Writes a line, or several that it holds; the inner ones keep their own indentation on top.</summary>
    public void Line(string lines = "")
    {
        var (start, end) = (0, 0);
        for (; end >= 0; start = end + 1)
        {
            end = lines.IndexOf('\n', start);
            Append(lines, start, (end < 0 ? lines.Length : end) - start);
            text.Append('\n');
        }
    }

    /// <summary>Writes the last line, which no line end follows.</summary>
    public CSharpWriter Append(string line)
    {
        Append(line, 0, line.Length);
        return this;
    }

    /// <summary>Goes on in the last line, which had no line end yet; what follows a line end is indented.</summary>
    public CSharpWriter Continue(string lines)
    {
        var end = lines.IndexOf('\n');
        text.Append(lines, 0, end < 0 ? lines.Length : end);
        for (var start = end + 1; end >= 0; start = end + 1)
        {
            end = lines.IndexOf('\n', start);
            text.Append('\n');
            Append(lines, start, (end < 0 ? lines.Length : end) - start);
        }
        return this;
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

    void Append(string lines, int start, int length)
    {
        if (length > 0)
            text.Append(' ', depth * 4).Append(lines, start, length);
    }
}
