namespace Quern.TestServers;

/// <summary>No PostgreSQL can be had on this machine.</summary>
public sealed class NoPostgresException() : Exception(
    "These tests need PostgreSQL. Install it (Debian: postgresql, macOS: brew install postgresql), start Docker, "
    + "or set QUERN_TEST_POSTGRES to the connection string of a user who may create databases.");
