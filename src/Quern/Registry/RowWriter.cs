namespace Quern.Registry;

/// <summary>Takes the values of one row, column by column; an adapter turns them into its engine's bulk load.</summary>
/// <remarks>Each method writes the next column, whose type must be the method's; a nullable argument may be null.</remarks>
public abstract class RowWriter
{
    /// <summary>Writes null.</summary>
    public abstract void WriteNull();

    /// <summary>Writes a boolean.</summary>
    public abstract void Write(bool value);

    /// <summary>Writes a 16-bit integer.</summary>
    public abstract void Write(short value);

    /// <summary>Writes a 32-bit integer.</summary>
    public abstract void Write(int value);

    /// <summary>Writes a 64-bit integer.</summary>
    public abstract void Write(long value);

    /// <summary>Writes a decimal; it must fit the column's precision and scale, or the row is refused.</summary>
    public abstract void Write(decimal value);

    /// <summary>Writes a 32-bit floating point number.</summary>
    public abstract void Write(float value);

    /// <summary>Writes a 64-bit floating point number.</summary>
    public abstract void Write(double value);

    /// <summary>Writes text, or null.</summary>
    public abstract void Write(string? value);

    /// <summary>Writes a JSON document.</summary>
    public abstract void Write(Json value);

    /// <summary>Writes a date.</summary>
    public abstract void Write(DateOnly value);

    /// <summary>Writes date and time without a zone; the kind is ignored.</summary>
    public abstract void Write(DateTime value);

    /// <summary>Writes an instant.</summary>
    public abstract void Write(DateTimeOffset value);

    /// <summary>Writes a 128-bit identifier.</summary>
    public abstract void Write(Guid value);

    /// <summary>Writes a value, or null when it has none.</summary>
    public void Write(bool? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(short? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(int? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(long? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(decimal? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(float? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(double? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(Json? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(DateOnly? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(DateTime? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(DateTimeOffset? value) { if (value is { } v) Write(v); else WriteNull(); }

    /// <inheritdoc cref="Write(bool?)"/>
    public void Write(Guid? value) { if (value is { } v) Write(v); else WriteNull(); }
}
