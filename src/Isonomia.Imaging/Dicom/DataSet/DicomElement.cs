namespace Isonomia.Imaging;

/// <summary>One element: where its value lies in the buffer, or what it is made of.</summary>
/// <param name="Tag">Group and element.</param>
/// <param name="Vr">The two letters of the value representation; empty where the file does not say.</param>
/// <param name="Value">The bytes of the value; empty for sequences and fragments.</param>
internal sealed record DicomElement(uint Tag, string Vr, ReadOnlyMemory<byte> Value)
{
    /// <summary>The items of a sequence, or null.</summary>
    internal IReadOnlyList<DicomDataSet>? Items { get; init; }

    /// <summary>The fragments of encapsulated pixel data without the offset table, or null.</summary>
    internal IReadOnlyList<ReadOnlyMemory<byte>>? Fragments { get; init; }

    /// <summary>The basic offset table of encapsulated pixel data; empty where there is none.</summary>
    internal ReadOnlyMemory<byte> OffsetTable { get; init; }

    /// <summary>The length the file announces, where fewer bytes are there; otherwise the length of the
    /// value.</summary>
    internal long AnnouncedLength { get; init; }
}
