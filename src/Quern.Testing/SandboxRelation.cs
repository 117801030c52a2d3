using Quern.Registry;

namespace Quern.Testing;

/// <summary>A relation and how its rows are written, one action a row.</summary>
sealed record SandboxRelation(RelationDefinition Definition, IReadOnlyList<Action<RowWriter>> Rows)
{
    public static SandboxRelation Empty(RelationDefinition definition) => new(definition, []);

    public static SandboxRelation Of<T>(RelationDefinition<T> definition, IEnumerable<T> rows) => Empty(definition).With(definition, rows);

    public SandboxRelation With<T>(RelationDefinition<T> definition, IEnumerable<T> rows) =>
        this with { Rows = [.. Rows, .. rows.Select<T, Action<RowWriter>>(row => writer => definition.WriteRow(writer, row))] };
}
