namespace Quern.Planning;

/// <summary>What a run will do.</summary>
/// <param name="Steps">Its steps in an order in which they could run one after the other.</param>
public sealed record RunPlan(IReadOnlyList<PlannedStep> Steps)
{
    /// <summary>Number of data tests in all steps.</summary>
    public int TestCount => Steps.Sum(s => s.Tests.Count);
}
