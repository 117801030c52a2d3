using Quern.Registry;

namespace Quern.Testing;

/// <summary>What a model's rows lack, have too many, or have different from the expected ones.</summary>
sealed record RowDifference(
    RelationDefinition Relation,
    int ExpectedCount,
    int ActualCount,
    IReadOnlyList<(RowValues Expected, RowValues Actual)> Differing,
    IReadOnlyList<RowValues> Missing,
    IReadOnlyList<RowValues> Unexpected)
{
    public bool IsEmpty => Differing.Count + Missing.Count + Unexpected.Count == 0;

    public static RowDifference Between<T>(RelationDefinition<T> relation, IEnumerable<T> expected, IEnumerable<T> actual)
    {
        RowValues[] expectedRows = [.. expected.Select(row => RowValues.Of(relation, row))];
        RowValues[] actualRows = [.. actual.Select(row => RowValues.Of(relation, row))];
        var missing = Without(expectedRows, actualRows);
        var unexpected = Without(actualRows, expectedRows);
        return new(relation, expectedRows.Length, actualRows.Length, PairByKey(KeyOf(relation), missing, unexpected), missing, unexpected);
    }

    public override string ToString() => new DifferenceText(this).ToString();

    // As bags: a row that is there twice on one side only is a difference.
    static List<RowValues> Without(RowValues[] rows, RowValues[] others)
    {
        var left = others.CountBy(row => row).ToDictionary();
        return [.. rows.Where(row => !(left.GetValueOrDefault(row) > 0 && left[row]-- > 0))];
    }

    static List<(RowValues, RowValues)> PairByKey(int[] key, List<RowValues> missing, List<RowValues> unexpected)
    {
        var pairs = new List<(RowValues, RowValues)>();
        if (key.Length == 0)
            return pairs;
        foreach (var row in missing.ToList())
            if (unexpected.Find(other => key.All(column => Equals(row[column], other[column]))) is { } match)
            {
                pairs.Add((row, match));
                missing.Remove(row);
                unexpected.Remove(match);
            }
        return pairs;
    }

    static int[] KeyOf(RelationDefinition relation) =>
        [.. relation.Columns.Index().Where(c => relation.Key.Contains(c.Item.Name)).Select(c => c.Index)];
}
