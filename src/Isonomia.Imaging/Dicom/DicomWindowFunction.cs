namespace Isonomia.Imaging;

/// <summary>The shape of a window's curve, the standard's VOILUTFunction.</summary>
public enum DicomWindowFunction
{
    /// <summary>LINEAR: the standard's default, with the half-pixel offsets of integer values.</summary>
    Linear,

    /// <summary>LINEAR_EXACT: from center − width / 2 to center + width / 2.</summary>
    LinearExact,

    /// <summary>SIGMOID: a smooth curve without hard ends.</summary>
    Sigmoid,
}
