namespace Isonomia.Imaging;

/// <summary>What a file is, by its first bytes.</summary>
public enum ImageFileKind
{
    /// <summary>A picture that libvips or our BMP reader decodes: JPEG, PNG, TIFF, WebP, GIF, BMP.</summary>
    Picture,

    /// <summary>A DICOM object, with or without a preamble.</summary>
    Dicom,

    /// <summary>A NIfTI-1 or NIfTI-2 volume, plain or gzipped.</summary>
    Nifti,
}
