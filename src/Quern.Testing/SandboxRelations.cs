using Quern.Registry;

namespace Quern.Testing;

/// <summary>The relations that a model and its tests read, each with the rows that a test gives it.</summary>
sealed class SandboxRelations
{
    readonly RelationDefinition model;
    readonly Dictionary<string, SandboxRelation> byId;

    public SandboxRelations(RelationDefinition model)
    {
        this.model = model;
        if (model.Kind == RelationKind.Source)
            throw new InvalidOperationException($"{model.Id} is a source: it has no query to test. Test a model that reads it.");
        if (!model.Sql.ContainsKey(Sandbox.Dialect))
            throw new InvalidOperationException(
                $"{model.Id} was compiled without SQL for DuckDB, which unit tests run on. Add {Sandbox.Dialect} to QuernDialects in the project file.");
        byId = model.Inputs.Concat(model.Tests.SelectMany(test => test.Inputs))
            .Distinct(StringComparer.Ordinal)
            .Where(id => id != model.Id)
            .ToDictionary(id => id, id => SandboxRelation.Empty(RelationLookup.Find(model, id)), StringComparer.Ordinal);
    }

    public IEnumerable<SandboxRelation> All => byId.Values;

    public void Add<TRow>(RelationDefinition<TRow> relation, IEnumerable<TRow> rows)
    {
        if (!byId.TryGetValue(relation.Id, out var given))
            throw new InvalidOperationException(
                $"{model.Id} does not read {relation.Id}, so it can't be given rows. It reads: {string.Join(", ", byId.Keys)}.");
        byId[relation.Id] = given.With(relation, rows);
    }
}
