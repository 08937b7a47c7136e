using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Rows with embeddings, labels and groups, sorted into splits; pre-processing makes one problem of
/// another.</summary>
internal sealed record MitigationProblem
{
    /// <summary>The embeddings, shape [n, d], finite.</summary>
    internal required FloatMatrix Embeddings { get; init; }

    /// <summary>The class of every row in [0, K), −1 where unknown, shape [n].</summary>
    internal required int[] Labels { get; init; }

    /// <summary>K.</summary>
    internal int ClassCount { get; init; } = 2;

    /// <summary>The group of every row, −1 where unknown, shape [n].</summary>
    internal required int[] Groups { get; init; }

    internal required IReadOnlyList<string> GroupNames { get; init; }

    internal required int[] Training { get; init; }

    internal required int[] Validation { get; init; }

    internal required int[] Test { get; init; }

    /// <summary>The patient of every row, or null.</summary>
    internal IReadOnlyList<int>? Units { get; init; }

    /// <summary>What randomized decisions are drawn by; the row's id.</summary>
    internal required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The loss weight of every row, shape [n].</summary>
    internal required double[] Weights { get; init; }

    /// <summary>How batches are drawn.</summary>
    internal BatchSampling Sampling { get; init; } = BatchSampling.Shuffled;

    /// <summary>Embeddings of texts, or null.</summary>
    internal TextEmbeddings? Texts { get; init; }

    /// <summary>Generated rows that are in no split, or null.</summary>
    internal SyntheticRows? Synthetic { get; init; }

    /// <summary>The shape of the rows where they are pictures (channels, height, width), else null.</summary>
    internal (int Channels, int Height, int Width)? PictureShape { get; init; }

    internal int CellCount => ClassCount * GroupNames.Count;

    /// <summary>The cell (group, label) of a row, or −1.</summary>
    internal int CellOf(int row) => Groups[row] < 0 || Labels[row] < 0 ? -1 : (Groups[row] * ClassCount) + Labels[row];

    internal string CellName(int cell) => $"{GroupNames[cell / ClassCount]}, label {cell % ClassCount}";

    /// <summary>Rows of every cell among the given ones.</summary>
    internal int[] CellCounts(IEnumerable<int> rows) => Counts(rows, CellOf, CellCount);

    internal static int[] Counts(IEnumerable<int> rows, Func<int, int> codeOf, int count)
    {
        int[] counts = new int[count];
        foreach (int row in rows)
        {
            int code = codeOf(row);
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        return counts;
    }
}

/// <summary>How the rows of a batch are drawn.</summary>
internal enum BatchSampling
{
    /// <summary>Every row once an epoch, in random order.</summary>
    Shuffled,

    /// <summary>A cell (group, label) uniformly, a row in it uniformly.</summary>
    CellUniform,

    /// <summary>A label uniformly, a row of it uniformly.</summary>
    ClassUniform,

    /// <summary>A group uniformly, a row of it uniformly.</summary>
    GroupUniform,
}
