namespace Quern.Testing;

/// <summary>A model's rows are not the expected ones; the message shows the difference.</summary>
public sealed class ModelAssertionException : Exception
{
    /// <summary>Makes the exception.</summary>
    public ModelAssertionException() : base("The model's rows are not the expected ones.") { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">The difference.</param>
    public ModelAssertionException(string message) : base(message) { }

    /// <summary>Makes the exception.</summary>
    public ModelAssertionException(string message, Exception innerException) : base(message, innerException) { }
}
