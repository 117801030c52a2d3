namespace Quern.Quality;

/// <summary>Error-severity tests failed: what they tested must not be published.</summary>
sealed class DataTestException(string message) : Exception(message);
