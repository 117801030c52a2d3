namespace Quern.Registry;

/// <summary>A hole for the columns that a run writes: a run may leave columns out (<see cref="OnSchemaChange.Ignore"/>).</summary>
/// <param name="Form">How each column is written.</param>
/// <param name="Alias">The first alias of the form; empty when it has none.</param>
/// <param name="OtherAlias">The second alias of the form; empty when it has none.</param>
sealed record ColumnListRef(ColumnListForm Form, string Alias, string OtherAlias)
{
    public static ColumnListRef Parse(string text) => text.Split(' ') switch
    {
        ["#names"] => new(ColumnListForm.Names, "", ""),
        ["#of", var alias] => new(ColumnListForm.Of, alias, ""),
        ["#set", var alias] => new(ColumnListForm.SetFrom, alias, ""),
        ["#differ", var left, var right] => new(ColumnListForm.Differ, left, right),
        _ => throw new FormatException($"A SQL template has no column list '{text}'."),
    };

    public string Write(IReadOnlyList<string> columns) => Form switch
    {
        ColumnListForm.Names => string.Join(", ", columns),
        ColumnListForm.Of => string.Join(", ", columns.Select(c => $"{Alias}.{c}")),
        ColumnListForm.SetFrom => string.Join(", ", columns.Select(c => $"{c} = {Alias}.{c}")),
        _ => string.Join(" OR ", columns.Select(c => $"{Alias}.{c} IS DISTINCT FROM {OtherAlias}.{c}")),
    };

    /// <summary>The hole's text.</summary>
    public override string ToString() => Form switch
    {
        ColumnListForm.Names => "#names",
        ColumnListForm.Of => $"#of {Alias}",
        ColumnListForm.SetFrom => $"#set {Alias}",
        _ => $"#differ {Alias} {OtherAlias}",
    };
}

/// <summary>How a list of columns is written.</summary>
enum ColumnListForm
{
    /// <summary><c>{#names}</c>: <c>"a", "b"</c></summary>
    Names,

    /// <summary><c>{#of s}</c>: <c>s."a", s."b"</c></summary>
    Of,

    /// <summary><c>{#set s}</c>: <c>"a" = s."a", "b" = s."b"</c></summary>
    SetFrom,

    /// <summary><c>{#differ t s}</c>: <c>t."a" IS DISTINCT FROM s."a" OR t."b" IS DISTINCT FROM s."b"</c></summary>
    Differ,
}
