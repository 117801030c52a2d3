namespace Quern.Differential.Tests.Programs;

/// <summary>A C# expression: its type, and its text with §0, §1 … where the parts stand.</summary>
sealed record Node(string Type, string Format, params Node[] Parts)
{
    public override string ToString()
    {
        var text = Format;
        for (var i = 0; i < Parts.Length; i++)
            text = text.Replace("§" + i, Parts[i].ToString(), StringComparison.Ordinal);
        return text;
    }

    /// <summary>Simpler expressions of the same type, the simplest first.</summary>
    public IEnumerable<Node> Simpler()
    {
        if (Expressions.Simplest(Type) is { } simplest && simplest.Format != Format)
            yield return simplest;
        foreach (var inner in Descendants().Where(d => d.Type == Type && d.IsClosed))
            yield return inner;
        for (var i = 0; i < Parts.Length; i++)
            foreach (var simpler in Parts[i].Simpler())
                yield return this with { Parts = [.. Parts[..i], simpler, .. Parts[(i + 1)..]] };
    }

    /// <summary>A text that is no expression, such as a clause.</summary>
    public static implicit operator Node(string text) => new("", text);

    /// <summary>Whether it may stand outside of the lambda that it is in.</summary>
    public bool IsClosed { get; init; } = true;

    IEnumerable<Node> Descendants() => Parts.SelectMany(p => p.Descendants().Prepend(p));
}
