using Isonomia.Numerics;

namespace Isonomia.Imaging;

/// <summary>Finds pictures that are copies of others after cropping, turning, mirroring, inverting, saving again or a
/// change of tone.</summary>
/// <remarks>
/// <para>First, 64 cosine coefficients of every picture are compared with those of 46 windows (five scales) of every
/// other one, turned eight ways; the most similar ones of each picture, in both directions, are candidates. Then the
/// window of each candidate is moved until the gradients on a 24 × 24 grid correlate best; a pair is a match where that
/// correlation reaches the threshold.</para>
/// <para>Gradients, not brightness: two chests share their dark and bright parts, copies share their edges. Measured
/// recall and precision are in docs/guide/curation.md. A crop that keeps less than half of a side is not found.</para>
/// <para>Cost: n² · 368 · 64 multiply-adds (an eighth without turns), then n · candidates alignments of about a
/// millisecond. Rule of our own; see docs/adr/0022.</para>
/// </remarks>
public static class PictureMatcher
{
    private const int BlockRows = 32;
    private const int Turns = 8;

    /// <summary>Finds matches.</summary>
    /// <param name="sketches">The pictures; null for one that could not be read. Flat ones match nothing.</param>
    /// <param name="request">Threshold and limits; null for the defaults.</param>
    /// <param name="progress">Receives the share done, in [0, 1], or null.</param>
    /// <param name="cancellation">Stops between two blocks.</param>
    /// <returns>The matches, one a pair, in the order of the pictures.</returns>
    public static IReadOnlyList<PictureMatch> Find(
        IReadOnlyList<PictureSketch?> sketches,
        PictureMatchRequest? request = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(sketches);
        request ??= new PictureMatchRequest();
        (int First, int Second, int Window, int Turn)[] pairs =
            [.. Candidates(sketches, request, progress, cancellation).OrderBy(pair => pair.First)
                .ThenBy(pair => pair.Second)];
        PictureMatch?[] matches = new PictureMatch?[pairs.Length];
        int done = 0;
        Parallel.For(
            0,
            pairs.Length,
            new ParallelOptions { MaxDegreeOfParallelism = request.MaxThreads, CancellationToken = cancellation },
            () => new SketchAlignment(),
            (i, _, alignment) =>
            {
                (int whole, int part, int window, int turn) = pairs[i];
                (double similarity, SketchWindow at) = alignment.Align(
                    sketches[whole]!.Integral(0), SketchDescriptors.Windows[window], sketches[part]!.Integral(turn));
                if (Math.Abs(similarity) >= request.Threshold)
                {
                    matches[i] = new PictureMatch(
                        whole, part, Math.Min(1, Math.Abs(similarity)), turn & 3, turn >= 4, similarity < 0, at.Share);
                }

                if (Interlocked.Increment(ref done) % 1024 == 0)
                {
                    progress?.Report(0.5 + (0.5 * done / pairs.Length));
                }

                return alignment;
            },
            static _ => { });
        progress?.Report(1);
        return [.. matches.OfType<PictureMatch>()];
    }

    /// <summary>The pairs worth aligning: which picture is the whole, which its window, how the part is
    /// turned.</summary>
    private static IEnumerable<(int First, int Second, int Window, int Turn)> Candidates(
        IReadOnlyList<PictureSketch?> sketches,
        PictureMatchRequest request,
        IProgress<double>? progress,
        CancellationToken cancellation)
    {
        int[] used = [.. Enumerable.Range(0, sketches.Count).Where(i => sketches[i] is { IsFlat: false })];
        if (used.Length < 2)
        {
            return [];
        }

        float[] whole = new float[used.Length * SketchDescriptors.Width];
        InParallel(used.Length, request, cancellation, i => SketchDescriptors.Write(
            sketches[used[i]]!.Integral(0), SketchWindow.Whole,
                whole.AsSpan(i * SketchDescriptors.Width, SketchDescriptors.Width)));
        using PackedVectors targets = new(whole, SketchDescriptors.Width);
        StrongestPairs strongest = new(used.Length, request.CandidateCount);
        float[][] magnitudes = [.. Enumerable.Range(0, BlockRows).Select(_ => new float[used.Length])];
        int[][] variants = [.. Enumerable.Range(0, BlockRows).Select(_ => new int[used.Length])];
        int turns = request.WithTurns ? Turns : 1;
        for (int start = 0; start < used.Length; start += BlockRows)
        {
            int first = start;
            int count = Math.Min(BlockRows, used.Length - start);
            InParallel(count, request, cancellation, i =>
            {
                float[] rows = Variants(sketches[used[first + i]]!, turns);
                targets.Strongest(rows, magnitudes[i], variants[i]);
                strongest.AddRow(first + i, magnitudes[i], variants[i]);
            });
            strongest.AddColumns(first, magnitudes.AsSpan(0, count), variants);
            progress?.Report(0.5 * (start + count) / used.Length);
        }

        return strongest.Pairs().Select(pair =>
            (used[pair.Row], used[pair.Column], pair.Variant / turns, Inverse(pair.Variant % turns)));
    }

    /// <summary>The descriptors of all windows of a sketch in all turns, window by window.</summary>
    private static float[] Variants(PictureSketch sketch, int turns)
    {
        float[] rows = new float[SketchDescriptors.Windows.Length * turns * SketchDescriptors.Width];
        float[] integral = sketch.Integral(0);
        float[] plain = new float[SketchDescriptors.Width];
        for (int window = 0; window < SketchDescriptors.Windows.Length; window++)
        {
            SketchDescriptors.Write(integral, SketchDescriptors.Windows[window], plain);
            for (int turn = 0; turn < turns; turn++)
            {
                SketchDescriptors.Turn(
                    plain, turn,
                        rows.AsSpan(((window * turns) + turn) * SketchDescriptors.Width, SketchDescriptors.Width));
            }
        }

        return rows;
    }

    /// <summary>The turn that undoes a turn: what a window was turned by, its part is turned back by.</summary>
    private static int Inverse(int turn) => turn >= 4 ? turn : (4 - turn) & 3;

    private static void InParallel(int count, PictureMatchRequest request, CancellationToken cancellation,
        Action<int> work) =>
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = request.MaxThreads, CancellationToken = cancellation },
            work);
}
