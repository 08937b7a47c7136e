using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Imaging;

namespace Isonomia.Curation;

/// <summary>The samples of a cohort in the order of their ids, so that the order of the manifest decides
/// nothing.</summary>
public sealed class CurationSamples
{
    private readonly int[] _cohortRow;
    private readonly Dictionary<string, string?[]> _texts = new(StringComparer.Ordinal);
    private PictureFacts[]? _pictures;

    /// <summary>Takes a cohort.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="embeddings">Its embeddings, or null.</param>
    /// <exception cref="CurationException">A sample has no embedding while others have.</exception>
    public CurationSamples(Cohort cohort, EmbeddingMatrix? embeddings = null)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        Cohort = cohort;
        Embeddings = embeddings;
        _cohortRow = [.. Enumerable.Range(0, cohort.Count)];
        Array.Sort(_cohortRow, (a, b) => string.CompareOrdinal(cohort.Ids[a], cohort.Ids[b]));
        Ids = [.. _cohortRow.Select(row => cohort.Ids[row])];
        EmbeddingRows = embeddings?.RowsOf(Ids);
        if (cohort.Units is { } units)
        {
            Dictionary<string, int> codes = new(StringComparer.Ordinal);
            Units = new int[Count];
            for (int i = 0; i < Count; i++)
            {
                string unit = units[_cohortRow[i]];
                if (!codes.TryGetValue(unit, out int code))
                {
                    codes[unit] = code = codes.Count;
                }

                Units[i] = code;
            }
        }
    }

    /// <summary>The cohort.</summary>
    public Cohort Cohort { get; }

    /// <summary>The embeddings, or null.</summary>
    public EmbeddingMatrix? Embeddings { get; }

    /// <summary>The row of each sample's embedding, −1 where it has none; null without embeddings.</summary>
    public IReadOnlyList<int>? EmbeddingRows { get; }

    /// <summary>How many samples there are.</summary>
    public int Count => _cohortRow.Length;

    /// <summary>The ids, ascending, shape [n].</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The patient of each sample as a code, or null.</summary>
    public int[]? Units { get; }

    /// <summary>The patient of a sample; the sample itself where no patient is declared.</summary>
    /// <param name="row">The sample.</param>
    /// <returns>A code.</returns>
    public int Unit(int row) => Units is null ? row : Units[row];

    /// <summary>The groups of an attribute, a label or a column.</summary>
    /// <param name="attribute">Its name, or a crossing such as <c>sex*site</c>.</param>
    /// <returns>The groups in the order of the samples.</returns>
    /// <exception cref="Catalogs.UnknownNameException">There is no such attribute or column.</exception>
    public Grouping Groups(string attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        Grouping[] parts = [.. attribute.Split('*', StringSplitOptions.TrimEntries).Select(Cohort.Groups)];
        Grouping grouping = parts.Length == 1 ? parts[0] : Cross(parts);
        return grouping with { Codes = Array.ConvertAll(_cohortRow, row => grouping.Codes[row]) };
    }

    /// <summary>The cells of a column as text.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The cells in the order of the samples; null where missing.</returns>
    public IReadOnlyList<string?> Texts(string column)
    {
        if (!_texts.TryGetValue(column, out string?[]? texts))
        {
            string?[] cells = Cohort.Values(column);
            _texts[column] = texts = Array.ConvertAll(_cohortRow, row => cells[row]);
        }

        return texts;
    }

    /// <summary>The cells of a column as numbers.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The numbers in the order of the samples; NaN where missing.</returns>
    public double[] Numbers(string column)
    {
        double[] cells = Cohort.Numbers(column);
        return Array.ConvertAll(_cohortRow, row => cells[row]);
    }

    /// <summary>The patient of a sample as the cohort writes it; the sample's id where no patient is
    /// declared.</summary>
    /// <param name="row">The sample.</param>
    /// <returns>The name.</returns>
    internal string UnitName(int row) => Cohort.Units is { } units ? units[_cohortRow[row]] : Ids[row];

    /// <summary>The file of a sample's picture.</summary>
    /// <param name="row">The sample.</param>
    /// <returns>The absolute path.</returns>
    public string ImagePath(int row) => Cohort.ImagePath(_cohortRow[row]);

    /// <summary>The frame of a sample's picture.</summary>
    /// <param name="row">The sample.</param>
    /// <returns>The frame.</returns>
    public int Frame(int row) => Cohort.Frame(_cohortRow[row]);

    /// <summary>How many of the declared attributes a sample has recorded.</summary>
    /// <returns>The counts, shape [n].</returns>
    public int[] RecordedCounts()
    {
        int[] counts = new int[Count];
        foreach (string attribute in Cohort.Attributes)
        {
            int[] codes = Groups(attribute).Codes;
            for (int i = 0; i < Count; i++)
            {
                counts[i] += codes[i] >= 0 ? 1 : 0;
            }
        }

        return counts;
    }

    /// <summary>Hashes and sketches of all pictures; read once, then kept.</summary>
    internal PictureFacts[] Pictures(StepContext context) => _pictures ??= PictureFacts.ReadAll(this, context);

    private static Grouping Cross(Grouping[] parts)
    {
        List<string> names = [.. parts[0].Groups];
        int[] codes = [.. parts[0].Codes];
        foreach (Grouping part in parts.Skip(1))
        {
            names = [.. names.SelectMany(_ => part.Groups, (left, right) => $"{left}, {right}")];
            for (int i = 0; i < codes.Length; i++)
            {
                codes[i] = codes[i] < 0 || part.Codes[i] < 0 ? -1 : (codes[i] * part.Groups.Count) + part.Codes[i];
            }
        }

        return new Grouping(string.Join(" × ", parts.Select(part => part.Attribute)), names, codes)
        {
            Components = [.. parts.Select(part => part.Attribute)],
        };
    }
}
