using Quern.DuckDb;
using Quern.Hosting;
using Quern.Postgres;
using TpcH;

var application = new QuernApplication(QuernProject.Relations, new DuckDbEngine(), new PostgresEngine())
{
    BeforeExtraction = async (sources, cancellationToken) =>
    {
        foreach (var source in sources.Where(s => s.Name == "files"))
            await ParquetFiles.OpenAsDatabaseAsync(source.Required("Path"), cancellationToken);
    },
};

return await application.RunAsync(args);
