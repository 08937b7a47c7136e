using Isonomia.Datasets;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The scores of every pair of masks of a table, a column for each score.</summary>
/// <param name="Columns">Values of every row by column, NaN where undefined.</param>
/// <param name="ReferenceVolumes">The volume of every row's reference mask, in cubic millimeters (or square, or
/// voxels).</param>
/// <param name="Notes">What happened on the way: empty masks, unreadable files.</param>
internal sealed record SegmentationTable(
    IReadOnlyDictionary<string, double[]> Columns, double[] ReferenceVolumes, IReadOnlyList<ReadingNote> Notes)
{
    /// <summary>Reads and scores every pair.</summary>
    /// <param name="pairs">The paths.</param>
    /// <param name="request">The tolerance.</param>
    /// <param name="progress">Is told how far it is, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The scores.</returns>
    internal static SegmentationTable Score(
        Outcome.Segmentation pairs, AuditRequest request, IProgress<AuditProgress>? progress,
        CancellationToken cancellation)
    {
        int count = pairs.ReferencePaths.Length;
        SegmentationScore[] wanted = [.. SegmentationScore.All];
        Dictionary<string, double[]> columns = wanted.ToDictionary(score => score.Id, _ => new double[count]);
        double[] volumes = new double[count];
        int done = 0;
        int bothEmpty = 0;
        int oneEmpty = 0;
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = request.Threads > 0 ? request.Threads : Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        Parallel.For(0, count, options, row =>
        {
            MaskScores scores = new MaskPair(Volume(pairs.ReferencePaths[row]), Volume(pairs.PredictionPaths[row]))
                .Score(request.SurfaceToleranceMillimeters);
            foreach (SegmentationScore score in wanted)
            {
                columns[score.Id][row] = score.Of(scores, SegmentationPolicy.Default).ValueOrNaN;
            }

            volumes[row] = scores.ReferenceVolume;
            Interlocked.Add(ref bothEmpty, scores.AreBothEmpty ? 1 : 0);
            Interlocked.Add(ref oneEmpty, scores.IsOneEmpty ? 1 : 0);
            progress?.Report(new AuditProgress("scoring masks", Interlocked.Increment(ref done) / (double)count));
        });
        List<ReadingNote> notes = [];
        if (bothEmpty > 0)
        {
            notes.Add(new ReadingNote(
                "both_masks_empty",
                $"{bothEmpty} rows have two empty masks; they are left out of overlap and distance scores.",
                bothEmpty));
        }

        if (oneEmpty > 0)
        {
            notes.Add(new ReadingNote(
                "one_mask_empty",
                $"{oneEmpty} rows have exactly one empty mask; their distances are the image diagonal, so that a miss "
                    + "cannot improve a mean.",
                oneEmpty));
        }

        return new SegmentationTable(columns, volumes, notes);
    }

    private static MaskVolume Volume(string path)
    {
        Mask mask = MaskReader.Read(path);
        byte[] voxels = new byte[mask.Voxels.Length];
        for (int i = 0; i < voxels.Length; i++)
        {
            voxels[i] = mask.Voxels[i] ? (byte)1 : (byte)0;
        }

        return new MaskVolume(voxels, mask.Shape, mask.SpacingMillimeters);
    }
}
