namespace Quern.Hosting.Configuration;

/// <summary>The configuration or the command line asks for what can't be. The message says what was found and what to do.</summary>
sealed class ConfigurationException(string message, Exception? innerException = null) : Exception(message, innerException);
