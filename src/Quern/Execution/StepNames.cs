using System.Security.Cryptography;
using System.Text;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Execution;

/// <summary>The relations that a step's SQL names, and how the engine writes them.</summary>
/// <param name="relation">The step's relation.</param>
/// <param name="registry">The relations that its SQL may read.</param>
/// <param name="quote">Quotes an identifier.</param>
sealed class StepNames(RelationDefinition relation, RelationRegistry registry, Func<string, string> quote)
{
    const string StageSuffix = "__quern_stage";
    const string TouchedKeysSuffix = "__quern_touched";
    const string EmptyTargetSuffix = "__quern_empty";

    // Postgres cuts longer names, so that a stage could end up with its target's name.
    const int MaxNameBytes = 63;

    public RelationName Target { get; } = new(relation.Schema, relation.Name);

    public RelationName Stage { get; } = Beside(new(relation.Schema, relation.Name), StageSuffix);

    public RelationName TouchedKeys { get; } = Beside(new(relation.Schema, relation.Name), TouchedKeysSuffix);

    public RelationName EmptyTarget { get; } = Beside(new(relation.Schema, relation.Name), EmptyTargetSuffix);

    /// <summary>What a killed run may have left beside a table.</summary>
    public static IEnumerable<RelationName> Beside(RelationName table) =>
        [Beside(table, StageSuffix), Beside(table, TouchedKeysSuffix), Beside(table, EmptyTargetSuffix)];

    public string Resolve(RelationRef reference) => Resolve(reference, Target);

    /// <param name="reference">What to name.</param>
    /// <param name="tested">What <see cref="RelationRef.Tested"/> stands for.</param>
    public string Resolve(RelationRef reference, RelationName tested)
    {
        if (reference == RelationRef.Target)
            return Write(Target);
        if (reference == RelationRef.Stage)
            return Write(Stage);
        if (reference == RelationRef.TouchedKeys)
            return Write(TouchedKeys);
        if (reference == RelationRef.EmptyTarget)
            return Write(EmptyTarget);
        if (reference == RelationRef.Tested)
            return Write(tested);
        var other = registry[reference.Id];
        return Write(new RelationName(other.Schema, other.Name));
    }

    public string Write(RelationName name) => $"{quote(name.Schema)}.{quote(name.Name)}";

    static RelationName Beside(RelationName table, string suffix) => new(
        table.Schema,
        Encoding.UTF8.GetByteCount(table.Name) + suffix.Length <= MaxNameBytes
            ? table.Name + suffix
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(table.Name)))[..32] + suffix);
}
