using System.Text.Json.Serialization;

namespace Isonomia.Curation;

/// <summary>What a step did to the groups of a factor, in one word.</summary>
[JsonConverter(typeof(AccountVerdictConverter))]
public enum AccountVerdict
{
    /// <summary>Every interval of a removal ratio contains 1, or Cramér's V is below 0.02.</summary>
    Even,

    /// <summary>Between even and uneven.</summary>
    Slight,

    /// <summary>The interval of a removal ratio lies outside 0.8 to 1.25, with a permutation p of patients below
    /// 0.05.</summary>
    Uneven,

    /// <summary>Fewer than two groups of which at least 10 removals were to be expected, and no uneven one.</summary>
    TooSmallToSay,
}

/// <summary>Writes a verdict as its name in snake_case.</summary>
internal sealed class AccountVerdictConverter()
    : JsonStringEnumConverter<AccountVerdict>(System.Text.Json.JsonNamingPolicy.SnakeCaseLower,
        allowIntegerValues: false);
