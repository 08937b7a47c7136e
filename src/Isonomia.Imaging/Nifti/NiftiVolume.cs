namespace Isonomia.Imaging;

/// <summary>A NIfTI volume: voxels as float, the first axis varies fastest, with its orientation in the body.</summary>
/// <remarks>
/// <para>Integers above 2^24 in magnitude are rounded to the nearest float.</para>
/// <para>Source: NIfTI-1 and NIfTI-2 data formats, nifti1.h (2003) and nifti2.h (2011).</para>
/// </remarks>
public sealed partial class NiftiVolume
{
    private readonly int[] _shape;
    private readonly double[] _spacing;
    private readonly float[] _voxels;

    /// <summary>Makes a volume.</summary>
    /// <param name="shape">The size of each axis, 1 to 7 axes, each at least 1.</param>
    /// <param name="spacingMillimeters">The voxel size along each axis, above 0; for a time axis its unit is the file's
    /// own.</param>
    /// <param name="voxels">The values, first axis fastest; taken over, not copied.</param>
    /// <param name="orientation">Where voxels lie in the body, or null: first axis to the left, center at the
    /// origin.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public NiftiVolume(
        IReadOnlyList<int> shape, IReadOnlyList<double> spacingMillimeters, float[] voxels,
        NiftiOrientation? orientation = null)
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
        Orientation = orientation ?? NiftiOrientation.Centered(_shape, _spacing);
    }

    /// <summary>The size of each axis.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The voxel size along each axis, in millimeters.</summary>
    public IReadOnlyList<double> SpacingMillimeters => _spacing;

    /// <summary>Where voxels lie in the body.</summary>
    public NiftiOrientation Orientation { get; }

    /// <summary>The values, first axis fastest.</summary>
    public ReadOnlySpan<float> Voxels => _voxels;

    /// <summary>Reads a <c>.nii</c> or <c>.nii.gz</c> file.</summary>
    /// <remarks>NIfTI-1 and NIfTI-2 in both byte orders; 8- to 64-bit integers and floats; the file's own scaling is
    /// applied. Units of meters and micrometers are turned into millimeters; files that give no unit are taken to be in
    /// millimeters.</remarks>
    /// <param name="path">The file.</param>
    /// <returns>The volume.</returns>
    /// <exception cref="ImageFormatException">The file is truncated or is no NIfTI single file.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static NiftiVolume Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return NiftiReader.Read(path);
    }

    /// <summary>Writes the volume as 32-bit floats, gzipped where the name ends in <c>.gz</c>; whole or not at
    /// all.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        NiftiWriter.Write(path, this, NiftiType.Float32);
    }
}
