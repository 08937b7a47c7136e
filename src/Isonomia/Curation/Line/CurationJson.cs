using System.Text.Json;
using System.Text.Json.Serialization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>A curation as JSON: snake_case names, full precision; an undefined statistic is an object with its
/// reason.</summary>
public static class CurationJson
{
    private static readonly JsonSerializerOptions Options = new(ResultJson.Options)
    {
        Converters = { new StatisticConverter() },
    };

    /// <summary>Writes the account.</summary>
    /// <param name="result">The curation.</param>
    /// <returns>The text; the same result gives the same text.</returns>
    public static string Serialize(CurationResult result) => JsonSerializer.Serialize(result, Options) + "\n";

    private sealed class StatisticConverter : JsonConverter<Statistic>
    {
        public override Statistic Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Accounts are written only.");

        public override void Write(Utf8JsonWriter writer, Statistic value, JsonSerializerOptions options)
        {
            if (!value.IsDefined)
            {
                writer.WriteStartObject();
                writer.WriteString("undefined", value.Reason!.Value.Id());
                writer.WriteEndObject();
            }
            else if (double.IsFinite(value.Value))
            {
                writer.WriteNumberValue(value.Value);
            }
            else
            {
                writer.WriteStringValue(value.Value > 0 ? "Infinity" : "-Infinity");
            }
        }
    }
}
