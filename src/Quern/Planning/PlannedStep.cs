using Quern.Execution;
using Quern.Registry;

namespace Quern.Planning;

/// <summary>A step of a plan.</summary>
/// <param name="Index">Its number, from 1; a step's number is greater than those of the steps that it waits for.</param>
/// <param name="Relation">The relation.</param>
/// <param name="Kind">What the step does.</param>
/// <param name="DependsOn">Numbers of the steps that must succeed first, ascending.</param>
/// <param name="Tests">The data tests that the step runs, as positions in <see cref="RelationDefinition.Tests"/>.</param>
public sealed record PlannedStep(
    int Index, RelationDefinition Relation, StepKind Kind, IReadOnlyList<int> DependsOn, IReadOnlyList<int> Tests);
