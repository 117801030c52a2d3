using Quern.Generators.Emitting;
using Quern.Generators.Lowering;
using Quern.Generators.Model;
using static Quern.Generators.Tests.Emitting.Specs;

namespace Quern.Generators.Tests.Lowering;

public sealed class CompiledAheadTests
{
    // More than are left for the driver to ask for.
    static readonly ParseResult[] Many = [.. Enumerable.Range(0, 40).Select(n => new ParseResult(Relation(RelationSpecKind.Source, $"Raw{n}", Int64("id", "Id")), []))];

    [Fact]
    public void Many_relations_are_there_when_they_are_asked_for()
    {
        CompiledAhead.Prepare(Many, ["duckdb"], TestContext.Current.CancellationToken);
        Assert.All(Many, result =>
        {
            var relation = CompiledAhead.Compile(result.Relation!, ["duckdb"]).Relation!;
            Assert.Same(relation, CompiledAhead.Compile(result.Relation!, ["duckdb"]).Relation);
            Assert.Same(CompiledAhead.Emit(relation), CompiledAhead.Emit(relation));
            Assert.Equal(RelationEmitter.Emit(relation), CompiledAhead.Emit(relation));
        });
    }

    [Fact]
    public void Other_engines_get_sql_of_their_own()
    {
        CompiledAhead.Prepare(Many, ["duckdb"], TestContext.Current.CancellationToken);
        Assert.All(Many, result => Assert.Equal(["duckdb", "postgres"], CompiledAhead.Compile(result.Relation!, ["duckdb", "postgres"]).Relation!.Sql.Select(s => s.Dialect)));
        CompiledAhead.Prepare(Many, ["postgres"], TestContext.Current.CancellationToken);
        Assert.All(Many, result => Assert.Equal(["postgres"], CompiledAhead.Compile(result.Relation!, ["postgres"]).Relation!.Sql.Select(s => s.Dialect)));
    }
}
