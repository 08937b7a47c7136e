using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isonomia.Datasets;

/// <summary>What a column of a cohort stands for.</summary>
[JsonConverter(typeof(ColumnRoleConverter))]
public enum ColumnRole
{
    /// <summary>No role; its cells can still be asked for.</summary>
    Other,

    /// <summary>Names the sample; its values differ.</summary>
    Identifier,

    /// <summary>The patient (or what else is sampled as one): never in two splits, resampled together.</summary>
    Unit,

    /// <summary>The picture's file, relative to the cohort's root.</summary>
    Image,

    /// <summary>The frame of a multi-frame file, from 0.</summary>
    Frame,

    /// <summary>The SHA-256 of the picture's file.</summary>
    Hash,

    /// <summary>The part of a split a sample belongs to.</summary>
    Split,

    /// <summary>What is to be predicted.</summary>
    Label,

    /// <summary>A sensitive attribute: groups of patients that are compared.</summary>
    Attribute,

    /// <summary>A fact about how the picture was made: scanner, view, size.</summary>
    Acquisition,

    /// <summary>Free text, for example a report.</summary>
    Text,
}

/// <summary>Writes a role as its name in snake_case.</summary>
internal sealed class ColumnRoleConverter() : JsonStringEnumConverter<ColumnRole>(
    JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
