using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Quern.Hosting.Reporting;

/// <summary>Writes JSON objects, one a line.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunStartedLine))]
[JsonSerializable(typeof(StepStartedLine))]
[JsonSerializable(typeof(StepProgressedLine))]
[JsonSerializable(typeof(TestFinishedLine))]
[JsonSerializable(typeof(StepFinishedLine))]
[JsonSerializable(typeof(RunFinishedLine))]
[JsonSerializable(typeof(RelationLine))]
[JsonSerializable(typeof(CompiledLine))]
[JsonSerializable(typeof(LineageLine))]
sealed partial class JsonLines : JsonSerializerContext
{
    // Text stays as people wrote it: this is no HTML.
    static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write<T>(TextWriter output, T line, JsonTypeInfo<T> type) where T : JsonLine
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
            JsonSerializer.Serialize(writer, line, type);
        // Not WriteLine's line end: a reader of JSON lines splits at \n on every system.
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n");
        output.Flush();
    }
}
