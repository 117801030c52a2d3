namespace Quern.Warehouses;

/// <summary>Why a warehouse or a source did not do what it was asked to.</summary>
public enum WarehouseFailure
{
    /// <summary>It can't be reached, or the connection broke: trying again may help.</summary>
    Unreachable,

    /// <summary>It refuses the credentials.</summary>
    Unauthorized,

    /// <summary>Another process holds the file, or another transaction the rows: trying again may help.</summary>
    Locked,

    /// <summary>It refuses the statement or the data.</summary>
    Rejected,

    /// <summary>Disk or memory is full.</summary>
    OutOfSpace,

    /// <summary>The settings of the target or source are wrong.</summary>
    Misconfigured,
}

/// <summary>A warehouse or a source failed. The message says where, what was found and what to do; it never holds a credential.</summary>
public sealed class WarehouseException : Exception
{
    /// <summary>Makes the exception.</summary>
    public WarehouseException(WarehouseFailure failure, string message, Exception? innerException = null)
        : base(message, innerException) => Failure = failure;

    /// <summary>Makes the exception for a statement that was refused.</summary>
    public WarehouseException(string message, Exception? innerException = null)
        : this(WarehouseFailure.Rejected, message, innerException) { }

    /// <summary>Makes the exception.</summary>
    public WarehouseException() : this("The warehouse refused a statement.") { }

    /// <summary>Why.</summary>
    public WarehouseFailure Failure { get; }

    /// <summary>Whether the same call may succeed later without a change.</summary>
    public bool IsTransient => Failure is WarehouseFailure.Unreachable or WarehouseFailure.Locked;

    /// <summary>The SQL that was refused; null when it was none.</summary>
    public string? Sql { get; init; }
}
