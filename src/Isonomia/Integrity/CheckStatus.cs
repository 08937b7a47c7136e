using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isonomia.Integrity;

/// <summary>What became of a check.</summary>
[JsonConverter(typeof(CheckStatusConverter))]
public enum CheckStatus
{
    /// <summary>It ran and found nothing.</summary>
    Clear,

    /// <summary>It ran and found something.</summary>
    Found,

    /// <summary>It could not run; the reason says what is missing. That is no proof of anything.</summary>
    NotApplicable,
}

/// <summary>Writes a status as its name in snake_case.</summary>
internal sealed class CheckStatusConverter() : JsonStringEnumConverter<CheckStatus>(
    JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
