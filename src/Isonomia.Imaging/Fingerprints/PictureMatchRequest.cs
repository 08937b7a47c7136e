namespace Isonomia.Imaging;

/// <summary>Settings of <see cref="PictureMatcher"/>.</summary>
public sealed record PictureMatchRequest
{
    /// <summary>The least similarity of a match, in (0, 1).</summary>
    public double Threshold { get; init; } = 0.95;

    /// <summary>How many most similar pictures of each picture are aligned.</summary>
    public int CandidateCount { get; init; } = 10;

    /// <summary>Whether turned and mirrored pictures are looked for too; it costs eight times the
    /// comparisons.</summary>
    public bool WithTurns { get; init; } = true;

    /// <summary>How many threads may work; the result does not depend on it.</summary>
    public int MaxThreads { get; init; } = Environment.ProcessorCount;
}
