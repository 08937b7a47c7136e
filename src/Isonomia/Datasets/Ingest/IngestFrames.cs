namespace Isonomia.Datasets;

/// <summary>Which frames of a file of many (DICOM frames, NIfTI slices, TIFF pages) become samples.</summary>
public enum IngestFrames
{
    /// <summary>The middle one.</summary>
    Middle,

    /// <summary>Every one; the identifier gets <c>#</c> and the frame, from 0.</summary>
    All,
}
