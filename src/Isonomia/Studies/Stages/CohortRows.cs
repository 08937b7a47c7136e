using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Numerics;

namespace Isonomia.Studies;

/// <summary>The samples of a cohort that have an embedding, in the cohort's order: what probes and inspections work
/// on.</summary>
internal sealed class CohortRows
{
    private readonly int[] _rows;

    private CohortRows(Cohort cohort, int[] rows, FloatMatrix embeddings) =>
        (Cohort, _rows, Embeddings) = (cohort, rows, embeddings);

    internal Cohort Cohort { get; }

    internal int Count => _rows.Length;

    /// <summary>The embeddings, shape [Count, d].</summary>
    internal FloatMatrix Embeddings { get; }

    /// <summary>The cohort's row of every row.</summary>
    internal IReadOnlyList<int> Rows => _rows;

    internal static CohortRows Read(Cohort cohort, string store)
    {
        using EmbeddingMatrix matrix = EmbeddingMatrix.Open(store);
        int[] places = matrix.RowsOf(cohort.Ids);
        int[] rows = [.. Enumerable.Range(0, cohort.Count).Where(row => places[row] >= 0)];
        float[] values = matrix.CopyRows([.. rows.Select(row => places[row])]);
        return new CohortRows(cohort, rows, new FloatMatrix(values, matrix.Width));
    }

    /// <summary>The cells of a column.</summary>
    internal string?[] Cells(string column)
    {
        string?[] all = Cohort.Values(column);
        return [.. _rows.Select(row => all[row])];
    }

    /// <summary>The groups of an attribute, a label or a column.</summary>
    internal Grouping Groups(string attribute)
    {
        Grouping all = Cohort.Groups(attribute);
        return all with { Codes = [.. _rows.Select(row => all.Codes[row])] };
    }

    /// <summary>The patients as codes, or null where none were declared.</summary>
    internal int[]? Units()
    {
        if (Cohort.Units is not { } units)
        {
            return null;
        }

        Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
        int[] codes = new int[_rows.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            if (!codeOf.TryGetValue(units[_rows[i]], out codes[i]))
            {
                codes[i] = codeOf.Count;
                codeOf.Add(units[_rows[i]], codes[i]);
            }
        }

        return codes;
    }

    /// <summary>The rows of a part of the split.</summary>
    internal int[] Part(string name) => Cohort.Splits is not { } splits
        ? []
        : [.. Enumerable.Range(0, _rows.Length).Where(i => splits[_rows[i]] == name)];

    /// <summary>The label as classes: 0 and 1 for a binary one (or one against the rest), the names in order for
    /// more.</summary>
    internal (int[] Codes, IReadOnlyList<string> Names) Classes(StudyLabel label)
    {
        Grouping groups = Groups(label.Column);
        string? positive = label.Positive ?? Positive(groups.Groups);
        if (label.Positive is not null && !groups.Groups.Contains(label.Positive))
        {
            throw new Catalogs.UnknownNameException($"Value of '{label.Column}'", label.Positive, groups.Groups);
        }

        if (positive is null)
        {
            return (groups.Codes, groups.Groups);
        }

        int one = groups.Groups.ToList().IndexOf(positive);
        return ([.. groups.Codes.Select(code => code < 0 ? -1 : code == one ? 1 : 0)], ["0", "1"]);
    }

    private static string? Positive(IReadOnlyList<string> values) => values.Count > 2
        ? null
        : values.FirstOrDefault(value => value is "1" or "true" or "True" or "TRUE")
            ?? throw new StudyException(
                [
                    new StudyProblem(
                        "The label is neither 0/1 nor false/true; name the positive value: 'label: {column: …, "
                            + "positive: …}'.")]);
}
