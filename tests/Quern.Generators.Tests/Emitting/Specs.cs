using Quern.Generators.Lowering.Publishing;
using Quern.Generators.Model;
using Quern.Relational;

namespace Quern.Generators.Tests.Emitting;

/// <summary>Makes the values that the compiler's earlier stages give, with SQL written by hand.</summary>
static class Specs
{
    public static ColumnSpec Column(string name, string property, string type, SqlType sqlType, bool isNullable = false) => new()
    {
        Name = name, Property = property, CSharpType = type, Type = sqlType, IsNullable = isNullable,
    };

    public static ColumnSpec Int64(string name, string property, bool isNullable = false) =>
        Column(name, property, "long", SqlType.Int64, isNullable);

    public static ColumnSpec Text(string name, string property, bool isNullable = false) =>
        Column(name, property, "string", SqlType.Text, isNullable);

    public static ColumnSpec Timestamp(string name, string property) =>
        Column(name, property, "global::System.DateTime", SqlType.Timestamp);

    public static ColumnSpec Parameter(ColumnSpec column) => column with { IsConstructorParameter = true };

    public static RelationSpec Relation(RelationSpecKind kind, string typeName, params IEnumerable<ColumnSpec> columns) => new()
    {
        Id = "Shop." + typeName,
        Kind = kind,
        Namespace = "Shop",
        ContainingTypes = [],
        TypeName = typeName,
        IsPositional = false,
        Schema = "main",
        Name = typeName,
        Columns = columns.ToEquatableArray(),
        Location = LocationSpec.None,
    };

    public static TestSpec Test(string kind, string name, params IEnumerable<string> columns) => new()
    {
        Kind = kind, Name = name, Columns = columns.ToEquatableArray(), IsWarning = false, Description = name + " holds",
    };

    /// <summary>The relation on both engines, whose column types are shown as the dialects spell them by <paramref name="type"/>.</summary>
    public static CompiledRelation Compiled(RelationSpec spec, Func<CompiledSql, CompiledSql>? sql = null, bool hasTouchedKeys = false)
    {
        CompiledSql On(string dialect)
        {
            var compiled = new CompiledSql
            {
                Dialect = dialect,
                ColumnTypes = spec.Columns.Select(c => c.Type.ToString()).ToEquatableArray(),
                Publish = PublishCompiler.Compile(spec, PublishDialect.ByName(dialect), Quote, hasTouchedKeys),
            };
            return sql is null ? compiled : sql(compiled);
        }

        return new CompiledRelation(spec, [On("duckdb"), On("postgres")], []);
    }

    public static string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>SQL whose <c>{id}</c> are relations and <c>:name</c> parameters.</summary>
    public static SqlText Sql(string text) => new(
        System.Text.RegularExpressions.Regex.Split(text, @"(\{[\w.]+\}|:\w+)")
            .Where(part => part.Length > 0)
            .Select(part => part[0] switch
            {
                '{' when part.Length > 1 => new SqlSegment(SqlSegmentKind.Relation, part[1..^1]),
                ':' when part.Length > 1 => new SqlSegment(SqlSegmentKind.Parameter, part[1..]),
                _ => new SqlSegment(SqlSegmentKind.Text, part),
            })
            .ToEquatableArray());
}
