namespace Isonomia.Fairness;

/// <summary>A reference mask and a predicted mask of one structure on one grid.</summary>
public sealed record MaskPair
{
    /// <summary>Makes a pair.</summary>
    /// <param name="reference">The reference mask.</param>
    /// <param name="prediction">The predicted mask.</param>
    /// <exception cref="ArgumentException">The masks differ in shape or spacing.</exception>
    public MaskPair(MaskVolume reference, MaskVolume prediction)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(prediction);
        if (!reference.HasGridOf(prediction))
        {
            throw new ArgumentException(
                $"The predicted mask has shape [{string.Join(", ", prediction.Shape)}], the reference "
                    + $"[{string.Join(", ", reference.Shape)}]; "
                + "shape and spacing must be equal.",
                nameof(prediction));
        }

        Reference = reference;
        Prediction = prediction;
    }

    /// <summary>The reference mask.</summary>
    public MaskVolume Reference { get; }

    /// <summary>The predicted mask.</summary>
    public MaskVolume Prediction { get; }

    /// <summary>Scores the prediction.</summary>
    /// <remarks>O(voxels); about the size of the union's bounding box in doubles is allocated.</remarks>
    /// <param name="toleranceMillimeters">The surface tolerance τ of the normalized surface Dice, or null: not
    /// computed.</param>
    /// <returns>Every score; which of them enter a mean is up to a <see cref="SegmentationPolicy"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative.</exception>
    public MaskScores Score(double? toleranceMillimeters = null)
    {
        if (toleranceMillimeters is { } tolerance)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(tolerance, nameof(toleranceMillimeters));
        }

        MaskScores none = new()
        {
            VoxelVolume = Reference.VoxelVolume,
            DiagonalMillimeters = Reference.DiagonalMillimeters,
            ToleranceMillimeters = toleranceMillimeters,
        };
        if (GridBox.Around(Reference, Prediction) is not { } box)
        {
            return none;
        }

        byte[] reference = box.Crop(Reference);
        byte[] prediction = box.Crop(Prediction);
        MaskScores counts = Count(none, reference, prediction);
        LesionMatch lesions = LesionMatch.Of(reference, prediction, box);
        return counts with
        {
            ReferenceLesionCount = lesions.ReferenceCount,
            FoundLesionCount = lesions.FoundCount,
            FalsePositiveLesionCount = lesions.FalsePositiveCount,
            Distances = counts.ReferenceCount == 0 || counts.PredictionCount == 0
                ? null
                : BoundaryDistances.Between(reference, prediction, box, Reference),
        };
    }

    private static MaskScores Count(MaskScores scores, byte[] reference, byte[] prediction)
    {
        (long there, long seen, long both) = (0, 0, 0);
        for (int i = 0; i < reference.Length; i++)
        {
            there += reference[i];
            seen += prediction[i];
            both += reference[i] & prediction[i];
        }

        return scores with { ReferenceCount = there, PredictionCount = seen, IntersectionCount = both };
    }
}
