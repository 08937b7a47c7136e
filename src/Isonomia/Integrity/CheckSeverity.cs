using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isonomia.Integrity;

/// <summary>How bad a finding is for results on the data, ascending.</summary>
[JsonConverter(typeof(CheckSeverityConverter))]
public enum CheckSeverity
{
    /// <summary>To be known and stated; nothing is wrong.</summary>
    Note,

    /// <summary>To be looked at; results change little.</summary>
    Minor,

    /// <summary>Results can be wrong in a way that matters, or hold for another question than the asked one.</summary>
    Major,

    /// <summary>Results on this data must not be used before it is mended, or accepted by name with a reason.</summary>
    Blocking,
}

/// <summary>Writes a severity as its name in snake_case.</summary>
internal sealed class CheckSeverityConverter() : JsonStringEnumConverter<CheckSeverity>(
    JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
