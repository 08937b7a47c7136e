namespace Isonomia.Imaging;

/// <summary>What a file is, before its pixels are decoded.</summary>
/// <param name="Kind">What its first bytes say.</param>
/// <param name="Width">Columns of a frame; 0 for a DICOM object without pixels.</param>
/// <param name="Height">Rows of a frame; 0 for a DICOM object without pixels.</param>
/// <param name="FrameCount">DICOM frames, NIfTI slices or pages; 0 where there are no pixels.</param>
/// <param name="Dicom">The facts of a DICOM file, otherwise null.</param>
public sealed record ImageFileFacts(ImageFileKind Kind, int Width, int Height, int FrameCount, DicomFacts? Dicom);
