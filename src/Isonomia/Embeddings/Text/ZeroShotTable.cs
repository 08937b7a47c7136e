using Isonomia.Datasets;

namespace Isonomia.Embeddings;

/// <summary>Zero-shot predictions as a table that an audit reads.</summary>
public static class ZeroShotTable
{
    private static readonly ColumnRole[] Passed =
        [ColumnRole.Unit, ColumnRole.Split, ColumnRole.Label, ColumnRole.Attribute, ColumnRole.Acquisition];

    /// <summary>Writes one row a picture: <c>id</c>, a probability a class, and the cohort's patients, splits, labels,
    /// attributes and acquisition facts.</summary>
    /// <remarks>With two classes the one probability of the second class is in <c>score</c>; with more there is
    /// <c>score_NAME</c>
    /// for each.</remarks>
    /// <param name="path">The CSV file; it appears whole or not at all.</param>
    /// <param name="cohort">The cohort.</param>
    /// <param name="embeddings">The embeddings that were classified.</param>
    /// <param name="result">The probabilities.</param>
    /// <returns>The score columns, as <c>isonomia audit --score</c> wants them.</returns>
    /// <exception cref="EmbeddingException">The cohort has a column of the name of a score, or lacks a sample of the
    /// store.</exception>
    public static IReadOnlyList<string> Write(string path, Cohort cohort, EmbeddingMatrix embeddings,
        ZeroShotResult result)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(embeddings);
        ArgumentNullException.ThrowIfNull(result);
        bool isBinary = result.Classes.Count == 2;
        string[] scores = isBinary ? ["score"] : [.. result.Classes.Select(name => $"score_{name}")];
        string[] passed =
            [.. cohort.Columns.Where(column => Passed.Contains(column.Role)).Select(column => column.Name).Distinct()];
        string[] taken = [.. passed.Intersect(["id", .. scores])];
        if (taken.Length > 0)
        {
            throw new EmbeddingException(
                $"The cohort has a column '{taken[0]}', which the table of predictions needs for itself; rename it.");
        }

        string?[][] cells = [.. passed.Select(cohort.Values)];
        using CsvWriter writer = new(path, ["id", .. scores, .. passed]);
        for (int sample = 0; sample < cohort.Count; sample++)
        {
            int row = embeddings.RowOf(cohort.Ids[sample]);
            if (row < 0)
            {
                continue;
            }

            writer.Cell(cohort.Ids[sample]);
            for (int k = isBinary ? 1 : 0; k < result.Classes.Count; k++)
            {
                writer.Cell(result.Probabilities[(row * result.Classes.Count) + k]);
            }

            foreach (string?[] column in cells)
            {
                writer.Cell(column[sample]);
            }

            writer.EndRow();
        }

        writer.Complete();
        return isBinary ? scores : [.. result.Classes.Zip(scores, (name, score) => $"{name}={score}")];
    }
}
