using System.Text.Json.Serialization;

namespace Isonomia.Datasets;

/// <summary>What is known about a file; one line of the journal.</summary>
internal sealed record FileRecord
{
    [JsonPropertyName("path")]
    public required string Path { get; init; }

    [JsonPropertyName("length")]
    public required long Length { get; init; }

    [JsonPropertyName("modified")]
    public required long ModifiedTicks { get; init; }

    /// <summary>How the file was looked at: which decoders, which frames.</summary>
    [JsonPropertyName("manner")]
    public required string Manner { get; init; }

    [JsonPropertyName("sha256")]
    public string? Sha256 { get; init; }

    /// <summary><c>picture</c>, <c>dicom</c> or <c>nifti</c>.</summary>
    [JsonPropertyName("kind")]
    public string? Kind { get; init; }

    [JsonPropertyName("width")]
    public int Width { get; init; }

    [JsonPropertyName("height")]
    public int Height { get; init; }

    [JsonPropertyName("frames")]
    public int FrameCount { get; init; }

    /// <summary>Facts in the order of <see cref="DicomColumns.Names"/>, or null.</summary>
    [JsonPropertyName("facts")]
    public string?[]? Facts { get; init; }

    /// <summary>Why the file is no sample, or null.</summary>
    [JsonPropertyName("reason")]
    public string? Reason { get; init; }
}
