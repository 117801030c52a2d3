using Quern.Registry;

namespace Quern.Testing;

/// <summary>What a data test of a model found in its rows.</summary>
/// <param name="Test">The test.</param>
/// <param name="Failures">Rows, or for uniqueness values, that violate it.</param>
public sealed record DataTestResult(TestDefinition Test, long Failures)
{
    /// <summary>Whether nothing violates the test.</summary>
    public bool Passed => Failures == 0;
}
