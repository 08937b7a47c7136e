namespace Isonomia.Fairness;

/// <summary>How many lesions were found, and how many predicted ones are not there.</summary>
/// <remarks>
/// A reference component is found where some predicted component has an intersection over union of at least 0.1 with
/// it; a
/// predicted component is false where no reference component has. Components are those of face connectivity. Source:
/// specification §8. Deviation: none; a predicted component may find several reference components.
/// </remarks>
internal readonly record struct LesionMatch(int ReferenceCount, int FoundCount, int FalsePositiveCount)
{
    private const double MinimumOverlap = 0.1;

    internal static LesionMatch Of(ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, GridBox box)
    {
        (int[] there, int thereCount) = ConnectedComponents.Of(reference, box);
        (int[] seen, int seenCount) = ConnectedComponents.Of(prediction, box);
        long[] thereSizes = new long[thereCount + 1];
        long[] seenSizes = new long[seenCount + 1];
        Dictionary<(int There, int Seen), long> shared = [];
        for (int i = 0; i < there.Length; i++)
        {
            thereSizes[there[i]]++;
            seenSizes[seen[i]]++;
            if (there[i] > 0 && seen[i] > 0)
            {
                shared[(there[i], seen[i])] = shared.GetValueOrDefault((there[i], seen[i])) + 1;
            }
        }

        HashSet<int> found = [];
        HashSet<int> real = [];
        foreach (((int lesion, int candidate), long overlap) in shared)
        {
            if (overlap >= MinimumOverlap * (thereSizes[lesion] + seenSizes[candidate] - overlap))
            {
                found.Add(lesion);
                real.Add(candidate);
            }
        }

        return new LesionMatch(thereCount, found.Count, seenCount - real.Count);
    }
}
