namespace Isonomia.Imaging;

/// <summary>What a search asks for.</summary>
public sealed record DicomWebQuery
{
    /// <summary>Elements and the values they must match (QIDO-RS), for example <c>ModalitiesInStudy</c> and
    /// <c>DX</c>.</summary>
    /// <remarks>A key is a keyword or eight hexadecimal digits. Values go to the server as they are; wildcards and
    /// ranges
    /// are the server's.</remarks>
    public IReadOnlyDictionary<string, string> Filters { get; init; } = new Dictionary<string, string>();

    /// <summary>Elements to return besides those the server returns anyway, for example <c>PatientAge</c>.</summary>
    public IReadOnlyList<string> IncludedFields { get; init; } = [];

    /// <summary>The most matches that are returned, at least 1, or null for all.</summary>
    public int? Limit { get; init; }
}
