using DuckDB.NET.Native;

namespace Quern.DuckDb;

/// <summary>The elements of a column's arrays in one data chunk: they lie in a vector of their own, one array behind the other.</summary>
sealed unsafe class ArrayElements
{
    const ulong Least = 1024;

    ulong capacity;
    ulong size;
    ulong next;
    ulong* validity;

    /// <summary>The elements' vector.</summary>
    public IntPtr Vector { get; private set; }

    /// <summary>Its values.</summary>
    public void* Data { get; private set; }

    /// <summary>The place of the element to be written next.</summary>
    public ulong Next() => next++;

    /// <summary>Makes room for one more array, and tells where it will lie.</summary>
    public DuckDBListEntry Begin(IntPtr arrays, int length)
    {
        size += (ulong)length;
        if (size > capacity)
        {
            capacity = Math.Max(size, Math.Max(capacity * 2, Least));
            NativeMethods.Vectors.DuckDBListVectorReserve(arrays, capacity);
            // What was reserved before may have moved.
            Vector = NativeMethods.Vectors.DuckDBListVectorGetChild(arrays);
            Data = NativeMethods.Vectors.DuckDBVectorGetData(Vector);
            validity = null;
        }
        NativeMethods.Vectors.DuckDBListVectorSetSize(arrays, size);
        return new DuckDBListEntry(next, (ulong)length);
    }

    /// <summary>Writes null as the next element.</summary>
    public void PutNull()
    {
        if (validity is null)
        {
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(Vector);
            validity = NativeMethods.Vectors.DuckDBVectorGetValidity(Vector);
        }
        NativeMethods.ValidityMask.DuckDBValiditySetRowValidity(validity, Next(), false);
    }

    /// <summary>Forgets what lay in the chunk, which is empty again.</summary>
    public void Reset()
    {
        (size, next, capacity) = (0, 0, 0);
        validity = null;
    }
}
