namespace Isonomia.Imaging;

/// <summary>A plane through a body.</summary>
public enum AnatomicalPlane
{
    /// <summary>Across: slices go from the feet to the head.</summary>
    Axial,

    /// <summary>Front and back apart: slices go from the back to the front.</summary>
    Coronal,

    /// <summary>Left and right apart: slices go from the left to the right of the body.</summary>
    Sagittal,
}
