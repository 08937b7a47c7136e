namespace Isonomia.Imaging;

/// <summary>A NIfTI-1 volume: voxels as float, the first axis varies fastest.</summary>
/// <remarks>
/// <para>Integers above 2^24 in magnitude are rounded to the nearest float.</para>
/// <para>Source: NIfTI-1 data format, nifti1.h (National Institute of Mental Health, 2003).</para>
/// </remarks>
public sealed class NiftiVolume
{
    private readonly int[] _shape;
    private readonly double[] _spacing;
    private readonly float[] _voxels;

    /// <summary>Makes a volume.</summary>
    /// <param name="shape">The size of each axis, 1 to 7 axes, each at least 1.</param>
    /// <param name="spacingMillimeters">The voxel size along each axis, above 0; for a time axis its unit is the file's
    /// own.</param>
    /// <param name="voxels">The values, first axis fastest; taken over, not copied.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public NiftiVolume(IReadOnlyList<int> shape, IReadOnlyList<double> spacingMillimeters, float[] voxels)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(spacingMillimeters);
        ArgumentNullException.ThrowIfNull(voxels);
        if (shape.Count is < 1 or > 7 || shape.Any(size => size < 1))
        {
            throw new ArgumentException("A volume has 1 to 7 axes of at least one voxel.", nameof(shape));
        }

        if (spacingMillimeters.Count != shape.Count || spacingMillimeters.Any(s => !(s > 0) || double.IsInfinity(s)))
        {
            throw new ArgumentException("Every axis needs a finite spacing above 0.", nameof(spacingMillimeters));
        }

        if (shape.Aggregate(1L, (product, size) => product * size) != voxels.Length)
        {
            throw new ArgumentException($"{voxels.Length} voxels do not fill the shape.", nameof(voxels));
        }

        (_shape, _spacing, _voxels) = ([.. shape], [.. spacingMillimeters], voxels);
    }

    /// <summary>The size of each axis.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The voxel size along each axis, in millimeters.</summary>
    public IReadOnlyList<double> SpacingMillimeters => _spacing;

    /// <summary>The values, first axis fastest.</summary>
    public ReadOnlySpan<float> Voxels => _voxels;

    /// <summary>Reads a <c>.nii</c> or <c>.nii.gz</c> file.</summary>
    /// <remarks>Both byte orders; 8- to 64-bit integers and floats; the file's own scaling is applied. Units of meters
    /// and micrometers are turned into millimeters; files that give no unit are taken to be in millimeters.</remarks>
    /// <param name="path">The file.</param>
    /// <returns>The volume.</returns>
    /// <exception cref="ImageFormatException">The file is truncated or is no NIfTI-1 single file.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static NiftiVolume Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return NiftiReader.Read(path);
    }
}
