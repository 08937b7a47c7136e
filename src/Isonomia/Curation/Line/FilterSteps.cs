using System.Globalization;
using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>The steps that filter by completeness and by the quality of pictures.</summary>
internal static class FilterSteps
{
    private const double LeastEntropy = 2;
    private static readonly string[] PictureFilters = ["unreadable", "constant", "low_information", "blur"];

    internal static StepOutcome Incomplete(StepContext context)
    {
        IReadOnlyList<string> columns = context.Call.Names("columns");
        if (columns.Count == 0)
        {
            throw context.Refuse("columns=… is missing; name the columns that must have a value, joined by +.");
        }

        StepOutcome outcome = context.Begin();
        foreach (string column in columns)
        {
            int[]? codes = context.Samples.Cohort.Attributes.Contains(column, StringComparer.Ordinal)
                ? context.Samples.Groups(column).Codes
                : null;
            IReadOnlyList<string?>? texts = codes is null ? context.Samples.Texts(column) : null;
            int missing = 0;
            foreach (int row in context.Alive.Where(row => codes is null ? texts![row] is null : codes[row] < 0))
            {
                missing++;
                if (outcome.Weights[row] > 0)
                {
                    outcome.Remove(row, $"no_{column}");
                }
            }

            outcome.Measures.Add(new StepMeasure($"without_{column}", missing, $"samples without a value of {column}"));
        }

        return outcome;
    }

    internal static StepOutcome Withdrawn(StepContext context)
    {
        if (context.Call["on_excess"] == "adjust")
        {
            throw context.Refuse("a withdrawn consent is never given back; leave out on_excess=adjust.");
        }

        HashSet<string> listed = [];
        IReadOnlyList<string?>? column = null;
        if (context.Call["list"] is { Length: > 0 } path)
        {
            if (context.Samples.Units is null)
            {
                throw context.Refuse("a list of patients needs the patient column (--unit).");
            }

            var table = Datasets.TextTable.Read(path, null, context.Cancellation);
            string name = table.Columns.Contains("patient", StringComparer.Ordinal) ? "patient" : table.Columns[0];
            listed = [.. table[name].OfType<string>().Select(id => id.Trim())];
        }
        else
        {
            column = context.Samples.Texts(context.Call["column"]);
        }

        IReadOnlyList<string> values = context.Call.Names("values");
        StepOutcome outcome = context.Begin();
        string Patient(int row) => context.Samples.UnitName(row);
        HashSet<string> gone = [.. context.Alive.Where(row => column is null ? listed.Contains(Patient(row))
            : column[row] is string value && values.Contains(value, StringComparer.OrdinalIgnoreCase)).Select(Patient)];
        foreach (int row in context.Alive.Where(row => gone.Contains(Patient(row))))
        {
            outcome.Remove(row, "consent_withdrawn", urgency: double.PositiveInfinity);
        }

        outcome.Measures.Add(new StepMeasure("patients_withdrawn", gone.Count, "patients who withdrew their consent"));
        outcome.Notes.Add("Models that were trained on them before do not forget them; decide for each: retrain, keep "
            + "with a basis, or retire.");
        return outcome;
    }

    internal static StepOutcome ImageQuality(StepContext context)
    {
        IReadOnlyList<string> filters = context.Call.Names("filters");
        if (filters.FirstOrDefault(filter => !PictureFilters.Contains(filter, StringComparer.Ordinal)) is { } unknown)
        {
            throw new UnknownNameException("Filter", unknown, PictureFilters);
        }

        PictureFacts[] pictures = context.Samples.Pictures(context);
        StepOutcome outcome = context.Begin();
        foreach (int row in context.Alive)
        {
            PictureFacts facts = pictures[row];
            string? reason = facts.Failure is not null ? (filters.Contains("unreadable") ? facts.Failure : null)
                : filters.Contains("constant") && facts.Content is null ? "constant"
                : filters.Contains("low_information") && facts.Entropy < LeastEntropy ? "low_information"
                : null;
            if (reason is not null)
            {
                outcome.Remove(row, reason, urgency: 10);
            }
        }

        if (filters.Contains("blur"))
        {
            Blur(context, outcome, pictures);
        }

        return outcome;
    }

    /// <summary>The least sharp pictures within each group, so that an old device is not removed wholesale.</summary>
    private static void Blur(StepContext context, StepOutcome outcome, PictureFacts[] pictures)
    {
        double percentile = context.Call.Number("blur_percentile", 0, 50)!.Value / 100;
        IReadOnlyList<string> within = context.Call.Names("within");
        int[] codes = within.Count == 0
            ? new int[context.Samples.Count]
            : context.Samples.Groups(string.Join('*', within)).Codes;
        foreach (IGrouping<int, int> group in context.Alive
            .Where(row => pictures[row].Failure is null && outcome.Weights[row] > 0).GroupBy(row => codes[row]))
        {
            double[] sharpness = [.. group.Select(row => pictures[row].Sharpness).Order()];
            double threshold = Quantile.OfSorted(sharpness, percentile);
            foreach (int row in group.Where(row => pictures[row].Sharpness < threshold))
            {
                outcome.Remove(
                    row,
                    "blur",
                    -1,
                    string.Create(CultureInfo.InvariantCulture,
                        $"variance of the Laplacian {pictures[row].Sharpness:0.0}"),
                    -pictures[row].Sharpness);
            }
        }
    }
}
