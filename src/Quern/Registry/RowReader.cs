using System.Data.Common;

namespace Quern.Registry;

/// <summary>Reads the fields of one row by their position from 0; for generated code.</summary>
/// <param name="reader">A reader on a row.</param>
/// <param name="relationId">The relation whose columns the fields are; for messages.</param>
/// <remarks>A method of a kind reads a column of that <see cref="ColumnKind"/>; those without <c>OrNull</c> refuse null.</remarks>
public readonly struct RowReader(DbDataReader reader, string relationId)
{
    /// <summary>Reads a boolean.</summary>
    /// <param name="ordinal">The field's position.</param>
    /// <exception cref="InvalidOperationException">The field is null.</exception>
    public bool Boolean(int ordinal) => reader.GetBoolean(NotNull(ordinal));

    /// <summary>Reads a boolean, or null.</summary>
    /// <param name="ordinal">The field's position.</param>
    public bool? BooleanOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetBoolean(ordinal);

    /// <summary>Reads a 16-bit integer.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public short Int16(int ordinal) => reader.GetInt16(NotNull(ordinal));

    /// <summary>Reads a 16-bit integer, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public short? Int16OrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt16(ordinal);

    /// <summary>Reads a 32-bit integer.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public int Int32(int ordinal) => reader.GetInt32(NotNull(ordinal));

    /// <summary>Reads a 32-bit integer, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public int? Int32OrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt32(ordinal);

    /// <summary>Reads a 64-bit integer.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public long Int64(int ordinal) => reader.GetInt64(NotNull(ordinal));

    /// <summary>Reads a 64-bit integer, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public long? Int64OrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    /// <summary>Reads a decimal.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public decimal Decimal(int ordinal) => reader.GetDecimal(NotNull(ordinal));

    /// <summary>Reads a decimal, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public decimal? DecimalOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetDecimal(ordinal);

    /// <summary>Reads a 32-bit floating point number.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public float Single(int ordinal) => reader.GetFloat(NotNull(ordinal));

    /// <summary>Reads a 32-bit floating point number, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public float? SingleOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetFloat(ordinal);

    /// <summary>Reads a 64-bit floating point number.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public double Double(int ordinal) => reader.GetDouble(NotNull(ordinal));

    /// <summary>Reads a 64-bit floating point number, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public double? DoubleOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetDouble(ordinal);

    /// <summary>Reads text.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public string Text(int ordinal) => reader.GetString(NotNull(ordinal));

    /// <summary>Reads text, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public string? TextOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    /// <summary>Reads a date.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public DateOnly Date(int ordinal) => reader.GetFieldValue<DateOnly>(NotNull(ordinal));

    /// <summary>Reads a date, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public DateOnly? DateOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateOnly>(ordinal);

    /// <summary>Reads date and time without a zone.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public DateTime Timestamp(int ordinal) => reader.GetDateTime(NotNull(ordinal));

    /// <summary>Reads date and time without a zone, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public DateTime? TimestampOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetDateTime(ordinal);

    /// <summary>Reads an instant.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public DateTimeOffset TimestampTz(int ordinal) => reader.GetFieldValue<DateTimeOffset>(NotNull(ordinal));

    /// <summary>Reads an instant, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public DateTimeOffset? TimestampTzOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateTimeOffset>(ordinal);

    /// <summary>Reads a 128-bit identifier.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public Guid Uuid(int ordinal) => reader.GetGuid(NotNull(ordinal));

    /// <summary>Reads a 128-bit identifier, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public Guid? UuidOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetGuid(ordinal);

    /// <summary>Reads a JSON document.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public Quern.Json Json(int ordinal) => Quern.Json.Parse(reader.GetString(NotNull(ordinal)));

    /// <summary>Reads a JSON document, or null.</summary>
    /// <inheritdoc cref="BooleanOrNull(int)"/>
    public Quern.Json? JsonOrNull(int ordinal) => reader.IsDBNull(ordinal) ? null : Quern.Json.Parse(reader.GetString(ordinal));

    /// <summary>Whether a field is null; arrays have no methods with <c>OrNull</c>.</summary>
    /// <param name="ordinal">The field's position.</param>
    public bool IsNull(int ordinal) => reader.IsDBNull(ordinal);

    /// <summary>Reads an array of values.</summary>
    /// <param name="ordinal">The field's position.</param>
    /// <exception cref="InvalidOperationException">The field, or an element, is null.</exception>
    public T[] Array<T>(int ordinal) where T : struct
    {
        var (relation, field) = (relationId, reader.GetName(ordinal));
        return System.Array.ConvertAll(ArrayOfNullable<T>(ordinal), value => value ?? throw RowErrors.UnexpectedNullElement(relation, field));
    }

    /// <summary>Reads an array of values and nulls.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public T?[] ArrayOfNullable<T>(int ordinal) where T : struct => Elements<T?>(NotNull(ordinal));

    /// <summary>Reads an array of texts.</summary>
    /// <inheritdoc cref="Array{T}(int)"/>
    public string[] TextArray(int ordinal)
    {
        var (relation, field) = (relationId, reader.GetName(ordinal));
        return System.Array.ConvertAll(ArrayOfNullableText(ordinal), text => text ?? throw RowErrors.UnexpectedNullElement(relation, field));
    }

    /// <summary>Reads an array of texts and nulls.</summary>
    /// <inheritdoc cref="Boolean(int)"/>
    public string?[] ArrayOfNullableText(int ordinal) => Elements<string?>(NotNull(ordinal));

    // DuckDB's driver knows lists and no arrays, Npgsql both.
    T[] Elements<T>(int ordinal) => [.. reader.GetFieldValue<List<T>>(ordinal)];

    int NotNull(int ordinal) => reader.IsDBNull(ordinal) ? throw RowErrors.UnexpectedNull(relationId, reader.GetName(ordinal)) : ordinal;
}
