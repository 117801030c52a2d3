using Quern.Registry;

namespace Quern.Testing;

/// <summary>Begins a unit test of a model: its generated SQL runs on DuckDB in memory, over the rows that the test gives.</summary>
public static class ModelTest
{
    /// <summary>A test of one model.</summary>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <exception cref="InvalidOperationException">It is a source, or was compiled without SQL for DuckDB.</exception>
    public static ModelTest<TModel> For<TModel>() where TModel : IRelation<TModel> => new(RelationRegistry.DefinitionOf<TModel>());
}
