using Quern.Registry;
using Quern.Testing;

namespace Quern.EndToEnd.Tests.Pipelines;

/// <summary>Compares rows as bags, as their columns hold them.</summary>
static class SameRows
{
    public static void Assert<T>(IEnumerable<T> expected, IEnumerable<T> actual, string what) where T : IRelation<T>
    {
        var difference = RowDifference.Between(RelationRegistry.DefinitionOf<T>(), expected, actual);
        Xunit.Assert.True(difference.IsEmpty, $"{what}: {difference}");
    }
}
