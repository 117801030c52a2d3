global using Quern;
global using Quern.Registry;
global using Quern.Testing;
