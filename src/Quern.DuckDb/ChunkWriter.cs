using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using DuckDB.NET.Native;
using Quern.Registry;
using Quern.Warehouses;
using NativeAppender = DuckDB.NET.Native.DuckDBAppender;

namespace Quern.DuckDb;

/// <summary>Writes rows into the vectors of one data chunk, each value in the exact width of its column.</summary>
/// <remarks>Layouts: https://duckdb.org/docs/stable/clients/c/vector.</remarks>
sealed unsafe class ChunkWriter : CheckedRowWriter, IDisposable
{
    static readonly long EpochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    readonly ColumnType[] types;
    readonly DuckDBLogicalType[] logicalTypes;
    readonly DuckDBDataChunk chunk;
    readonly IntPtr[] vectors;
    readonly void*[] data;
    readonly ulong*[] validity;
    readonly ArrayElements?[] arrays;
    readonly ulong capacity = NativeMethods.Helpers.DuckDBVectorSize();
    byte[] utf8 = ArrayPool<byte>.Shared.Rent(4096);
    ulong row;

    // The array that is being written; null between arrays.
    ArrayElements? open;

    public ChunkWriter(NativeAppender appender, RelationName table, IReadOnlyList<TableColumn> columns)
        : base(table, columns)
    {
        types = [.. columns.Select(c => c.Type)];
        logicalTypes = [.. columns.Select((_, i) => NativeMethods.Appender.DuckDBAppenderColumnType(appender, (ulong)i))];
        chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. logicalTypes.Select(t => t.DangerousGetHandle())], (ulong)columns.Count);
        vectors = new IntPtr[columns.Count];
        data = new void*[columns.Count];
        validity = new ulong*[columns.Count];
        arrays = [.. types.Select(t => t.Kind == ColumnKind.Array ? new ArrayElements() : null)];
        ReadPointers();
    }

    /// <summary>Rows in the chunk.</summary>
    public long Rows => (long)row;

    /// <summary>Ends the row, and tells whether the chunk is full.</summary>
    public bool EndRow()
    {
        NextRow();
        return ++row == capacity;
    }

    /// <summary>The chunk with its size set, ready to append.</summary>
    public DuckDBDataChunk Fill()
    {
        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, row);
        return chunk;
    }

    /// <summary>Empties the chunk.</summary>
    public void Reset()
    {
        NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
        row = 0;
        ReadPointers();
    }

    public void Dispose()
    {
        chunk.Dispose();
        foreach (var type in logicalTypes)
            type.Dispose();
        ArrayPool<byte>.Shared.Return(utf8);
        utf8 = [];
    }

    protected override void PutArrayStart(int ordinal, int length)
    {
        var elements = arrays[ordinal]!;
        ((DuckDBListEntry*)data[ordinal])[row] = elements.Begin(vectors[ordinal], length);
        open = elements;
    }

    protected override void PutArrayEnd(int ordinal) => open = null;

    protected override void PutNull(int ordinal)
    {
        if (open is not null)
        {
            open.PutNull();
            return;
        }
        if (validity[ordinal] is null)
        {
            // A vector has no mask until it holds a null.
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vectors[ordinal]);
            validity[ordinal] = NativeMethods.Vectors.DuckDBVectorGetValidity(vectors[ordinal]);
        }
        NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(validity[ordinal], row, false);
    }

    protected override void Put(int ordinal, bool value) => Slot<byte>(ordinal) = value ? (byte)1 : (byte)0;

    protected override void Put(int ordinal, short value) => Slot<short>(ordinal) = value;

    protected override void Put(int ordinal, int value) => Slot<int>(ordinal) = value;

    protected override void Put(int ordinal, long value) => Slot<long>(ordinal) = value;

    protected override void Put(int ordinal, float value) => Slot<float>(ordinal) = value;

    protected override void Put(int ordinal, double value) => Slot<double>(ordinal) = value;

    protected override void Put(int ordinal, DateOnly value) => Slot<int>(ordinal) = (int)(value.DayNumber - EpochDay);

    protected override void PutTimestamp(int ordinal, long microseconds) => Slot<long>(ordinal) = microseconds;

    protected override void PutTimestampTz(int ordinal, long microseconds) => Slot<long>(ordinal) = microseconds;

    protected override void Put(int ordinal, decimal value)
    {
        // Of an array, that of its elements.
        var unscaled = DecimalFit.Unscaled(value, types[ordinal].Scale);
        switch (types[ordinal].Precision)
        {
            case <= 4: Slot<short>(ordinal) = (short)unscaled; break;
            case <= 9: Slot<int>(ordinal) = (int)unscaled; break;
            case <= 18: Slot<long>(ordinal) = (long)unscaled; break;
            // Int128 lies in memory as DuckDB's hugeint does: the lower half first.
            default: Slot<Int128>(ordinal) = unscaled; break;
        }
    }

    protected override void Put(int ordinal, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        // The top bit is flipped so that the order of the signed numbers is the order of the identifiers.
        Slot<UInt128>(ordinal) = BinaryPrimitives.ReadUInt128BigEndian(bytes) ^ (UInt128.One << 127);
    }

    protected override void PutText(int ordinal, string value)
    {
        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        if (size > utf8.Length)
        {
            ArrayPool<byte>.Shared.Return(utf8);
            utf8 = ArrayPool<byte>.Shared.Rent(size);
        }
        var length = Encoding.UTF8.GetBytes(value, utf8);
        fixed (byte* bytes = utf8)
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(open?.Vector ?? vectors[ordinal], open?.Next() ?? row, bytes, length);
    }

    protected override void PutJson(int ordinal, string value) => PutText(ordinal, value);

    ref T Slot<T>(int ordinal) where T : unmanaged => ref open is null ? ref ((T*)data[ordinal])[row] : ref ((T*)open.Data)[open.Next()];

    void ReadPointers()
    {
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
            data[i] = NativeMethods.Vectors.DuckDBVectorGetData(vectors[i]);
            validity[i] = null;
            arrays[i]?.Reset();
        }
    }
}
