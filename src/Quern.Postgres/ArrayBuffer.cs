using Npgsql;
using NpgsqlTypes;
using Quern.Registry;

namespace Quern.Postgres;

/// <summary>The elements of an array on their way into a COPY, which takes an array as a whole.</summary>
abstract class ArrayBuffer
{
    /// <summary>A buffer for elements of a kind, in the types that <see cref="CopyWriter"/> sends them in.</summary>
    public static ArrayBuffer Of(ColumnKind kind) => kind switch
    {
        ColumnKind.Boolean => new Values<bool>(),
        ColumnKind.Int16 => new Values<short>(),
        ColumnKind.Int32 or ColumnKind.Date => new Values<int>(),
        ColumnKind.Int64 or ColumnKind.Timestamp or ColumnKind.TimestampTz => new Values<long>(),
        ColumnKind.Decimal => new Values<decimal>(),
        ColumnKind.Single => new Values<float>(),
        ColumnKind.Double => new Values<double>(),
        ColumnKind.Uuid => new Values<Guid>(),
        ColumnKind.Text => new Texts(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No array holds it."),
    };

    /// <summary>Empties the buffer and makes room.</summary>
    public abstract void Begin(int length);

    /// <summary>Adds null.</summary>
    public abstract void AddNull();

    /// <summary>Adds a value.</summary>
    public abstract void Add<T>(T value);

    /// <summary>Sends the array.</summary>
    public abstract void Write(NpgsqlBinaryImporter importer, NpgsqlDbType type);

    sealed class Values<TElement> : ArrayBuffer where TElement : struct
    {
        readonly List<TElement?> elements = [];

        public override void Begin(int length)
        {
            elements.Clear();
            elements.EnsureCapacity(length);
        }

        public override void AddNull() => elements.Add(null);

        // The JIT drops the box: T is the element's type.
        public override void Add<T>(T value) => elements.Add((TElement)(object)value!);

        public override void Write(NpgsqlBinaryImporter importer, NpgsqlDbType type) => importer.Write(elements, type);
    }

    sealed class Texts : ArrayBuffer
    {
        readonly List<string?> elements = [];

        public override void Begin(int length) => elements.Clear();

        public override void AddNull() => elements.Add(null);

        public override void Add<T>(T value) => elements.Add((string)(object)value!);

        public override void Write(NpgsqlBinaryImporter importer, NpgsqlDbType type) => importer.Write(elements, type);
    }
}
