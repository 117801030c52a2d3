using System.Data.Common;
using Quern.Registry;
using Quern.Warehouses;

namespace Quern.Extraction;

/// <summary>An operational database that rows are read from; it is never written to.</summary>
public interface IExtractionSource : IAsyncDisposable
{
    /// <summary>Where it is, for people. Never a credential.</summary>
    string Location { get; }

    /// <summary>The columns of a table or view; null when there is none.</summary>
    /// <param name="table">As <see cref="ExtractDefinition.Table"/> has it: name, or schema and name with a dot between.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="WarehouseException">The source can't be reached or refuses.</exception>
    Task<IReadOnlyList<SourceColumn>?> DescribeAsync(string table, CancellationToken cancellationToken);

    /// <summary>Reads rows as one consistent snapshot.</summary>
    Task<DbDataReader> ReadAsync(SourceQuery query, CancellationToken cancellationToken);
}

/// <summary>A column of a source's table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its type as the source names it, for messages.</param>
/// <param name="IsNullable">Whether it may hold null.</param>
/// <param name="Fits">The column kinds that its values can be read as without loss.</param>
public sealed record SourceColumn(string Name, string TypeName, bool IsNullable, IReadOnlyList<ColumnKind> Fits)
{
    /// <summary>The kinds that an array's elements can be read as without loss; none for what is no array.</summary>
    public IReadOnlyList<ColumnKind> ElementFits { get; init; } = [];
}

/// <summary>Which rows to read.</summary>
/// <param name="Table">The table, as <see cref="ExtractDefinition.Table"/> has it.</param>
/// <param name="Columns">The columns to read, in order; the reader has exactly these fields, in C# types of their kinds, and gives an array as a list of what may be null.</param>
/// <param name="Cursor">The cursor column's name; null to read everything.</param>
/// <param name="Since">Rows whose cursor is at or after this; null to read everything.</param>
/// <param name="OrderBy">Columns to order by, ascending; empty for any order.</param>
public sealed record SourceQuery(
    string Table, IReadOnlyList<TableColumn> Columns, string? Cursor, object? Since, IReadOnlyList<string> OrderBy);
