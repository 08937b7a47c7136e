namespace Isonomia.Imaging;

/// <summary>A segmentation: which voxels belong to the structure; 2-D or 3-D, the first axis varies fastest.</summary>
/// <remarks>A picture's axes are [width, height]; a volume's are the file's own axes in the file's order.</remarks>
public sealed class Mask
{
    private readonly int[] _shape;
    private readonly double[] _spacing;
    private readonly bool[] _voxels;

    /// <summary>Makes a mask.</summary>
    /// <param name="shape">The size of each axis; 2 or 3 axes, each at least 1.</param>
    /// <param name="spacingMillimeters">The voxel size along each axis, above 0.</param>
    /// <param name="voxels">True for foreground, first axis fastest; taken over, not copied.</param>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public Mask(IReadOnlyList<int> shape, IReadOnlyList<double> spacingMillimeters, bool[] voxels)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(spacingMillimeters);
        ArgumentNullException.ThrowIfNull(voxels);
        if (shape.Count is not (2 or 3) || shape.Any(size => size < 1))
        {
            throw new ArgumentException("A mask has 2 or 3 axes of at least one voxel.", nameof(shape));
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

    /// <summary>The size of each axis, 2 or 3 of them.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The voxel size along each axis, in millimeters.</summary>
    public IReadOnlyList<double> SpacingMillimeters => _spacing;

    /// <summary>True for foreground, first axis fastest.</summary>
    public ReadOnlySpan<bool> Voxels => _voxels;

    /// <summary>How many voxels are foreground; 0 is a valid mask.</summary>
    public int ForegroundCount => _voxels.AsSpan().Count(true);
}
