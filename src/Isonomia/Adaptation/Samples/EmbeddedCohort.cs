using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The samples of a cohort that have an embedding, with everything that is known about them.</summary>
/// <remarks>Rows are numbered by position among these samples, in the order of the cohort. Samples without an embedding
/// are counted in a note, never dropped in silence.</remarks>
public sealed class EmbeddedCohort
{
    private static readonly string[] TrainingNames = ["train", "training"];
    private static readonly string[] ValidationNames = ["val", "valid", "validation", "dev", "tune"];
    private static readonly string[] TestNames = ["test", "testing", "holdout"];

    private readonly int[] _rows;

    private EmbeddedCohort(
        Cohort cohort, int[] rows, FloatMatrix embeddings, int[]? units, string embeddingsFingerprint,
            List<ReadingNote> notes)
    {
        (Cohort, _rows, Embeddings, Units) = (cohort, rows, embeddings, units);
        (EmbeddingsFingerprint, Notes) = (embeddingsFingerprint, notes);
        Ids = [.. rows.Select(row => cohort.Ids[row])];
    }

    /// <summary>The cohort.</summary>
    public Cohort Cohort { get; }

    /// <summary>The embeddings, shape [n, d], finite.</summary>
    public FloatMatrix Embeddings { get; }

    /// <summary>How many samples have an embedding.</summary>
    public int Count => _rows.Length;

    /// <summary>The samples' identifiers, shape [n].</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The patient of every row as a code from 0, or null where no patient column was declared.</summary>
    public IReadOnlyList<int>? Units { get; }

    /// <summary>The hash of the embeddings.</summary>
    public string EmbeddingsFingerprint { get; }

    /// <summary>Decisions that every report must show.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; }

    /// <summary>Opens a cohort and its embeddings.</summary>
    /// <param name="source">What to open.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The samples with an embedding.</returns>
    /// <exception cref="TableException">The cohort is not as expected.</exception>
    /// <exception cref="EmbeddingException">The store is not as expected.</exception>
    /// <exception cref="ProbeException">No sample has an embedding.</exception>
    public static EmbeddedCohort Open(EmbeddedCohortSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        Cohort cohort = Cohort.Open(source.Cohort, cancellation);
        using EmbeddingMatrix matrix = EmbeddingMatrix.Open(source.Embeddings);
        return Join(cohort, matrix);
    }

    /// <summary>Joins samples and embeddings by id.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <param name="matrix">The embeddings; copied.</param>
    /// <returns>The samples with an embedding.</returns>
    /// <exception cref="ProbeException">No sample has an embedding, or one holds a number that is not
    /// finite.</exception>
    public static EmbeddedCohort Join(Cohort cohort, EmbeddingMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        ArgumentNullException.ThrowIfNull(matrix);
        int[] places = matrix.RowsOf(cohort.Ids);
        int[] rows = [.. Enumerable.Range(0, places.Length).Where(row => places[row] >= 0)];
        if (rows.Length == 0)
        {
            throw new ProbeException(
                $"None of the {cohort.Count} samples of the cohort '{cohort.Name}' is among the {matrix.Count} "
                    + $"embeddings; "
                + "are they of this cohort, and is the id column the one they were made with?");
        }

        FloatMatrix embeddings = new(matrix.CopyRows([.. rows.Select(row => places[row])]), matrix.Width);
        if (embeddings.FirstRowNotFinite() is int bad and >= 0)
        {
            throw new ProbeException(
                $"The embedding of sample '{cohort.Ids[rows[bad]]}' holds a number that is not finite; make the "
                    + $"embeddings anew.");
        }

        List<ReadingNote> notes = [.. cohort.Notes];
        int missing = cohort.Count - rows.Length;
        if (missing > 0)
        {
            notes.Add(new ReadingNote(
                "rows_without_embedding",
                $"{missing} of {cohort.Count} samples {(missing == 1 ? "has" : "have")} no embedding and "
                    + $"{(missing == 1 ? "was" : "were")} left out.",
                missing));
        }

        return new EmbeddedCohort(cohort, rows, embeddings, UnitsOf(cohort, rows), matrix.Fingerprint, notes);
    }

    /// <summary>Samples whose pictures are at hand instead of embeddings; the embeddings are one zero a row.</summary>
    internal static EmbeddedCohort OfPictures(Cohort cohort, int[] rows, string fingerprint, List<ReadingNote> notes) =>
        new(cohort, rows, new FloatMatrix(new float[rows.Length], 1), UnitsOf(cohort, rows), fingerprint, notes);

    /// <summary>The same samples with embeddings.</summary>
    internal EmbeddedCohort With(FloatMatrix embeddings) =>
        new(Cohort, _rows, embeddings, Units as int[], EmbeddingsFingerprint, [.. Notes]);

    /// <summary>The groups of an attribute, a label or any other column, for the samples with an embedding.</summary>
    /// <param name="attribute">As in <see cref="Datasets.Cohort.Groups"/>.</param>
    /// <returns>The grouping, codes of n rows.</returns>
    public Grouping Groups(string attribute)
    {
        Grouping all = Cohort.Groups(attribute);
        return all with { Codes = [.. _rows.Select(row => all.Codes[row])] };
    }

    /// <summary>The cells of a column as text, for the samples with an embedding.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The cells, null where missing, shape [n].</returns>
    public string?[] Values(string column)
    {
        string?[] all = Cohort.Values(column);
        return [.. _rows.Select(row => all[row])];
    }

    /// <summary>The cells of a column as numbers, for the samples with an embedding.</summary>
    /// <param name="column">The column.</param>
    /// <returns>The numbers, NaN where missing, shape [n].</returns>
    public double[] Numbers(string column)
    {
        double[] all = Cohort.Numbers(column);
        return [.. _rows.Select(row => all[row])];
    }

    /// <summary>The split of every row, null where it has none; or null where no split column was declared.</summary>
    /// <returns>The splits, shape [n].</returns>
    public string?[]? Splits() => Cohort.Splits is { } splits ? [.. _rows.Select(row => splits[row])] : null;

    /// <summary>Sorts the rows into training, validation and test; refuses patients in two splits.</summary>
    /// <param name="source">The names of the splits.</param>
    /// <returns>The rows of each.</returns>
    /// <exception cref="TableException">There is no split column, a split has no row, or a patient is in two
    /// splits.</exception>
    public SampleSplits RequireSplits(EmbeddedCohortSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        string?[] splits = Splits() ?? throw new TableException([new TableProblem(
            $"{Cohort.Name} has no split column; name it with --split, or make one with 'isonomia ingest'.",
            Cohort.ManifestPath, null, null)]);
        RefuseSharedPatients(splits);
        (string training, int[] trainingRows) = Find("training", source.Training, TrainingNames, splits);
        (string validation, int[] validationRows) = Find("validation", source.Validation, ValidationNames, splits);
        (string test, int[] testRows) = Find("test", source.Test, TestNames, splits);
        return new SampleSplits(trainingRows, validationRows, testRows, training, validation, test);
    }

    /// <summary>The cohort's splits where it has them, else three fifths, one fifth and one fifth of the patients,
    /// dealt by seed.</summary>
    /// <param name="source">The names of the splits.</param>
    /// <param name="strata">What the deal is stratified by, a code a row.</param>
    /// <param name="seed">The seed of the deal.</param>
    /// <returns>The splits, and whether they were dealt.</returns>
    public (SampleSplits Splits, bool AreDealt) SplitsOrDeal(EmbeddedCohortSource source, IReadOnlyList<int> strata,
        ulong seed)
    {
        if (Cohort.Splits is not null)
        {
            return (RequireSplits(source), false);
        }

        int[] folds = PatientFolds.Deal(Units, strata, 5, RandomSource.For(seed, "split", 0));
        int[] rows = [.. Enumerable.Range(0, Count)];
        return (new SampleSplits(
            [.. rows.Where(row => folds[row] < 3)], [.. rows.Where(row => folds[row] == 3)],
                [.. rows.Where(row => folds[row] == 4)]), true);
    }

    private static int[]? UnitsOf(Cohort cohort, int[] rows)
    {
        if (cohort.Units is not { } names)
        {
            return null;
        }

        Dictionary<string, int> codes = new(StringComparer.Ordinal);
        int[] units = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            if (!codes.TryGetValue(names[rows[i]], out units[i]))
            {
                codes.Add(names[rows[i]], units[i] = codes.Count);
            }
        }

        return units;
    }

    private void RefuseSharedPatients(string?[] splits)
    {
        if (Cohort.Units is not { } names)
        {
            return;
        }

        int shared = SplitOverlap.Of([.. _rows.Select(row => names[row])], splits).Count;
        if (shared > 0)
        {
            throw new TableException([new TableProblem(
                $"{Cohort.Name}: {(shared == 1 ? "1 patient is" : $"{shared} patients are")} in more than one split; "
                + "training, validation and test must not share a patient. Ingest with --resplit "
                + "(in a study, cohort.resplit: true), or take those rows out.",
                Cohort.ManifestPath, null, null)]);
        }
    }

    private (string Name, int[] Rows) Find(string role, string? asked, string[] usual, string?[] splits)
    {
        string[] present = [.. splits.OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        string? name = asked
            ?? present.FirstOrDefault(value => usual.Contains(value, StringComparer.OrdinalIgnoreCase));
        int[] rows = [.. Enumerable.Range(0, splits.Length).Where(row => name is not null && splits[row] == name)];
        return rows.Length > 0
            ? (name!, rows)
            : throw new TableException([new TableProblem(
                $"{Cohort.Name} has no {role} row with an embedding; its splits are "
                    + $"{string.Join(", ", present.Select(value => $"'{value}'"))} "
                + $"(name the {role} split with --{(role == "training" ? "train" : role)}-split).",
                Cohort.ManifestPath, null, null)]);
    }
}
