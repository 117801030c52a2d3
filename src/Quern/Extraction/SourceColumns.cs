using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Extraction;

/// <summary>Compares a source's table with the record that describes it.</summary>
static class SourceColumns
{
    /// <summary>Refuses a table that can't fill the record, with all differences at once.</summary>
    /// <exception cref="WarehouseException">There is no such table, or its columns are missing or of types that would lose something.</exception>
    public static void RequireFit(RelationDefinition relation, ExtractDefinition extract, string location, IReadOnlyList<SourceColumn>? found)
    {
        if (found is null)
            throw new WarehouseException(
                $"The source '{extract.Source}' ({location}) has no table '{extract.Table}', or may not read it. Correct Table in [Extract] of {relation.Id}, or the source's configuration.");
        var differences = relation.Columns.Select(c => Difference(c, found)).OfType<string>().ToArray();
        if (differences.Length > 0)
            throw new WarehouseException(
                $"{extract.Table} in the source '{extract.Source}' ({location}) does not fit {relation.Id}: {string.Join("; ", differences)}. Change the record's properties to what the table has, or the table.");
    }

    static string? Difference(ColumnDefinition column, IReadOnlyList<SourceColumn> found)
    {
        if (found.FirstOrDefault(f => f.Name == column.Name) is not { } source)
            return found.FirstOrDefault(f => string.Equals(f.Name, column.Name, StringComparison.OrdinalIgnoreCase)) is { } near
                ? $"column {column.Name} is missing (there is {near.Name}: name it with [Column])"
                : $"column {column.Name} is missing";
        var fits = source.Fits.Contains(ColumnKind.Array)
            ? source.ElementFits.Select(kind => ColumnType.ArrayOf(new(kind)) with { HasNullableElements = column.Type.HasNullableElements }).ToArray()
            : [.. source.Fits.Select(kind => new ColumnType(kind))];
        return fits.Any(fit => fit.Kind == column.Type.Kind && fit.ElementKind == column.Type.ElementKind)
            ? null
            : $"column {column.Name} is {source.TypeName}, expected {column.Type}"
                + (fits.Length > 0 ? $" (it fits {string.Join(" or ", fits.Select(Name))})" : " (nothing can read it without loss)");
    }

    // A kind, whatever its digits.
    static string Name(ColumnType fit) => fit.ElementKind is { } element
        ? $"{element.ToString().ToLowerInvariant()}{(fit.HasNullableElements ? "?" : "")}[]"
        : fit.Kind.ToString().ToLowerInvariant();
}
