using System.Data;
using Quern.Registry;

namespace Quern.Tests.Registry;

/// <summary>Records that rows can't be read as, and those with what generated code never has.</summary>
public sealed class RowMappingTests
{
    record Base
    {
        public long Id { get; init; }
    }

    sealed record Hiding : Base
    {
        public new long Id { get; init; }
    }

    sealed record WithOther(long Id, TimeSpan Taken);

    sealed record ReadOnly
    {
        public long Id { get; }
    }

    [Fact]
    public void Property_that_hides_another_is_the_column()
    {
        var row = Read<Hiding>();
        Assert.Equal((7, 0), (row.Id, ((Base)row).Id));
    }

    [Fact]
    public void Definitions_are_equal_whether_rows_were_read_by_them_or_not()
    {
        var (definition, other) = (Definition<Hiding>(), Definition<Hiding>());
        other = other with { Columns = definition.Columns, Sql = definition.Sql, Tags = definition.Tags, FormerNames = definition.FormerNames, Key = definition.Key, Inputs = definition.Inputs, RowLineage = definition.RowLineage, Tests = definition.Tests, Steps = definition.Steps };
        Assert.Equal(definition, other);
        Read(definition);
        Assert.Equal(definition, other);
    }

    [Fact]
    public void Record_without_the_property_is_refused() => Assert.Equal(
        "'Lab.Row' can't be read as System.Object, which has no property 'Id'. Compile it again with the relation's declaration.",
        Assert.Throws<InvalidOperationException>(Read<object>).Message);

    [Fact]
    public void Record_whose_constructor_takes_more_than_columns_is_refused() => Assert.Equal(
        $"'Lab.Row' can't be read as {typeof(WithOther)}, which has no constructor that takes columns alone. Give it one.",
        Assert.Throws<InvalidOperationException>(Read<WithOther>).Message);

    [Fact]
    public void Property_without_a_setter_is_refused() => Assert.Equal(
        "'Lab.Row' can't be read: its property 'Id' has no setter. Give it 'init'.",
        Assert.Throws<InvalidOperationException>(Read<ReadOnly>).Message);

    static T Read<T>() => Read(Definition<T>());

    static T Read<T>(RelationDefinition<T> definition)
    {
        using var table = new DataTable();
        table.Columns.Add("id", typeof(long));
        table.Rows.Add(7L);
        using var reader = table.CreateDataReader();
        Assert.True(reader.Read());
        return definition.ReadRow(reader);
    }

    static RelationDefinition<T> Definition<T>() => new()
    {
        Id = "Lab.Row",
        Kind = RelationKind.Source,
        Schema = "lab",
        Name = "row",
        Columns = [new() { Name = "id", Property = "Id", Type = new(ColumnKind.Int64), IsNullable = false }],
        Sql = new Dictionary<string, RelationSql>(),
    };
}
