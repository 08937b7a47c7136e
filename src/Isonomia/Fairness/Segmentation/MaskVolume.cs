namespace Isonomia.Fairness;

/// <summary>A binary mask in two or three dimensions with its voxel spacing; any byte but 0 is foreground.</summary>
public sealed record MaskVolume
{
    /// <summary>Makes a mask.</summary>
    /// <param name="voxels">The voxels, row-major (the last axis is contiguous).</param>
    /// <param name="shape">The size of each of the two or three axes, at least 1.</param>
    /// <param name="spacingMillimeters">The distance of voxel centers along each axis, positive.</param>
    /// <exception cref="ArgumentException">Shape, spacing and voxels do not fit together.</exception>
    public MaskVolume(ReadOnlyMemory<byte> voxels, IReadOnlyList<int> shape, IReadOnlyList<double> spacingMillimeters)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(spacingMillimeters);
        if (shape.Count is not (2 or 3) || spacingMillimeters.Count != shape.Count)
        {
            throw new ArgumentException(
                $"The mask has {shape.Count} axes and {spacingMillimeters.Count} spacings; two or three of each are "
                    + "expected.",
                nameof(shape));
        }

        if (shape.Any(size => size < 1)
            || spacingMillimeters.Any(spacing => !(spacing > 0 && double.IsFinite(spacing))))
        {
            throw new ArgumentException(
                "Every axis of a mask needs a size of at least 1 and a positive, finite spacing.", nameof(shape));
        }

        long count = shape.Aggregate(1L, static (product, size) => product * size);
        if (count != voxels.Length)
        {
            throw new ArgumentException(
                $"The mask has {voxels.Length} voxels; its shape holds {count}.", nameof(voxels));
        }

        Voxels = voxels;
        Shape = [.. shape];
        SpacingMillimeters = [.. spacingMillimeters];
    }

    /// <summary>The voxels, row-major.</summary>
    public ReadOnlyMemory<byte> Voxels { get; }

    /// <summary>The size of each axis.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The distance of voxel centers along each axis, in millimeters.</summary>
    public IReadOnlyList<double> SpacingMillimeters { get; }

    /// <summary>
    /// The volume of a voxel in mm³; in two dimensions its area in mm², as the pixels carry no thickness.
    /// </summary>
    public double VoxelVolume => SpacingMillimeters.Aggregate(1.0, static (product, spacing) => product * spacing);

    /// <summary>The length of the image diagonal in millimeters: √Σ (size · spacing)².</summary>
    public double DiagonalMillimeters =>
        Math.Sqrt(Shape.Zip(SpacingMillimeters, static (size, spacing) => size * spacing * size * spacing).Sum());

    /// <summary>Whether another mask lies on the same grid.</summary>
    /// <param name="other">The other mask.</param>
    /// <returns>True where shape and spacing are equal.</returns>
    public bool HasGridOf(MaskVolume other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Shape.SequenceEqual(other.Shape) && SpacingMillimeters.SequenceEqual(other.SpacingMillimeters);
    }
}
