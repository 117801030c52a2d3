namespace Quern.Planning;

/// <summary>A selection names what does not exist, or is written wrongly: a mistake in usage. The message says what was meant, as far as it can be guessed.</summary>
public sealed class SelectionException : Exception
{
    /// <summary>Makes the exception.</summary>
    public SelectionException() : this("The selection is wrong.") { }

    /// <summary>Makes the exception.</summary>
    public SelectionException(string message) : base(message) { }

    /// <summary>Makes the exception.</summary>
    public SelectionException(string message, Exception innerException) : base(message, innerException) { }
}
