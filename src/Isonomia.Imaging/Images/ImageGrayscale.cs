namespace Isonomia.Imaging;

/// <summary>What the gray values of DICOM frames and NIfTI slices become.</summary>
public enum ImageGrayscale
{
    /// <summary>Brightness in [0, 1]. DICOM: as a viewer shows it, VOI LUT or window applied and MONOCHROME1 inverted.
    /// NIfTI: from the smallest to the largest value of the volume.</summary>
    Display,

    /// <summary>Values in the file's own unit, for example Hounsfield units: nothing is clipped and nothing
    /// inverted.</summary>
    Modality,
}
