namespace Quern.Registry;

/// <summary>Takes the values of one row, column by column; an adapter turns them into its engine's bulk load.</summary>
/// <remarks>Each method writes the next column, whose kind must be the method's.</remarks>
public abstract class RowWriter
{
    /// <summary>Writes null.</summary>
    public abstract void WriteNull();

    /// <summary>Writes a boolean.</summary>
    public abstract void Boolean(bool value);

    /// <summary>Writes a 16-bit integer.</summary>
    public abstract void Int16(short value);

    /// <summary>Writes a 32-bit integer.</summary>
    public abstract void Int32(int value);

    /// <summary>Writes a 64-bit integer.</summary>
    public abstract void Int64(long value);

    /// <summary>Writes a decimal; it must fit the column's precision and scale, or the row is refused.</summary>
    public abstract void Decimal(decimal value);

    /// <summary>Writes a 32-bit floating point number.</summary>
    public abstract void Single(float value);

    /// <summary>Writes a 64-bit floating point number.</summary>
    public abstract void Double(double value);

    /// <summary>Writes text, or null.</summary>
    public abstract void Text(string? value);

    /// <summary>Writes a JSON document.</summary>
    public abstract void Json(Quern.Json value);

    /// <summary>Writes a date.</summary>
    public abstract void Date(DateOnly value);

    /// <summary>Writes date and time without a zone; the kind is ignored.</summary>
    public abstract void Timestamp(DateTime value);

    /// <summary>Writes an instant.</summary>
    public abstract void TimestampTz(DateTimeOffset value);

    /// <summary>Writes a 128-bit identifier.</summary>
    public abstract void Uuid(Guid value);

    /// <summary>Begins an array: the values that follow are its elements, until <see cref="EndArray"/>.</summary>
    /// <param name="length">How many elements follow.</param>
    public abstract void BeginArray(int length);

    /// <summary>Ends an array.</summary>
    public abstract void EndArray();

    /// <summary>Writes an array, or null.</summary>
    /// <param name="values">The elements.</param>
    /// <param name="write">Writes one element.</param>
    public void Array<T>(IReadOnlyList<T>? values, Action<RowWriter, T> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        if (values is null)
        {
            WriteNull();
            return;
        }
        BeginArray(values.Count);
        foreach (var value in values)
            write(this, value);
        EndArray();
    }

    /// <summary>Writes a value, or null when it has none.</summary>
    public void BooleanOrNull(bool? value) { if (value is { } v) Boolean(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void Int16OrNull(short? value) { if (value is { } v) Int16(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void Int32OrNull(int? value) { if (value is { } v) Int32(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void Int64OrNull(long? value) { if (value is { } v) Int64(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void DecimalOrNull(decimal? value) { if (value is { } v) Decimal(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void SingleOrNull(float? value) { if (value is { } v) Single(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void DoubleOrNull(double? value) { if (value is { } v) Double(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void JsonOrNull(Quern.Json? value) { if (value is { } v) Json(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void DateOrNull(DateOnly? value) { if (value is { } v) Date(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void TimestampOrNull(DateTime? value) { if (value is { } v) Timestamp(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void TimestampTzOrNull(DateTimeOffset? value) { if (value is { } v) TimestampTz(v); else WriteNull(); }

    /// <inheritdoc cref="BooleanOrNull(bool?)"/>
    public void UuidOrNull(Guid? value) { if (value is { } v) Uuid(v); else WriteNull(); }
}
