namespace Isonomia.Imaging;

/// <summary>How a DICOMweb server is reached.</summary>
public sealed record DicomWebOptions
{
    /// <summary>The address of the service, for example <c>https://pacs.example.org/dicom-web</c>.</summary>
    public required Uri BaseAddress { get; init; }

    /// <summary>The value of the Authorization header, for example <c>Bearer …</c>; null for none. Never
    /// printed.</summary>
    public string? Authorization { get; init; }

    /// <summary>How long one request may take, above 0.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a request that only reads is tried, at least 1.</summary>
    /// <remarks>Tried again: connections that fail, and the answers 408, 429, 502, 503 and 504.</remarks>
    public int MaximumAttempts { get; init; } = 3;

    /// <summary>The wait before the second try; it doubles with each. A server's Retry-After of up to a minute counts
    /// instead.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How many matches one request asks for, at least 1.</summary>
    public int PageSize { get; init; } = 200;

    /// <summary>The largest answer that is accepted, in bytes.</summary>
    public long MaximumResponseBytes { get; init; } = 1L << 30;
}
