using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Runs one post-processing method on a table of predictions of any model.</summary>
public static class TableMitigation
{
    /// <summary>Fits on the validation rows, corrects all rows, writes.</summary>
    /// <param name="request">The table and the method.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <returns>What was learned and written.</returns>
    /// <exception cref="Catalogs.UnknownNameException">A method, setting, column or split does not exist.</exception>
    /// <exception cref="ArgumentException">The method needs more than scores, or no attribute was named.</exception>
    /// <exception cref="TableException">The table is not as expected.</exception>
    /// <exception cref="ProbeException">The data do not allow the method.</exception>
    public static CohortMitigationResult Run(
        TableMitigationRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        MitigationMethod method = MitigationMethod.All[request.Method];
        if (method.Post is not { } post)
        {
            string known = string.Join(
                ", ", MitigationMethod.All.Where(one => one.WorksOnScores).Select(one => one.Id));
            throw new ArgumentException(
                $"Method '{method.Id}' trains or changes embeddings; a table of predictions takes one of {known}.");
        }

        Dictionary<string, double> settings = CohortMitigation.Settings(method, request.Settings);
        PredictionTable table = PredictionReader.Read(request.Predictions, null, cancellation);
        if (table.Outcome is not Outcome.Binary outcome)
        {
            throw new ArgumentException("Mitigations of scores work on one label and one score.");
        }

        Grouping groups = GroupsOf(request, table);
        int[] labels = [.. outcome.Labels.Select(label => (int)label)];
        int[] fit = RowsOf(table, request.ValidationSplit);
        int[] test = RowsOf(table, request.TestSplit);
        List<ReadingNote> notes = [.. table.Notes];
        if (request.ValidationSplit is null)
        {
            notes.Add(new ReadingNote(
                "fitted_on_all_rows", "The method was fitted on the rows it is judged on: the result is flattered.",
                fit.Length));
        }

        string[] ids = [.. Enumerable.Range(0, table.RowCount).Select(row =>
            (table.Ids?[row] ?? row).ToString(CultureInfo.InvariantCulture))];
        PostProblem problem = new()
        {
            Scores = outcome.Scores,
            Labels = labels,
            Groups = groups.Codes,
            GroupNames = groups.Groups,
            FitRows = fit,
            Ids = ids,
            Settings = settings,
            Seed = request.Seed,
        };
        PostOutcome corrected = post(problem);
        string path = Write(request, table, outcome, problem, corrected);
        double[] before =
            [.. outcome.Scores.Select(score => double.IsNaN(score) ? double.NaN : score >= 0.5 ? 1.0 : 0)];
        return new CohortMitigationResult
        {
            Cohort = Path.GetFileName(request.Predictions.Paths[0]),
            CohortFingerprint = table.Fingerprint.Sha256,
            Label = request.Predictions.Labels[0],
            Attribute = groups.Attribute,
            CellCounts = Enumerable.Range(0, 2 * groups.Groups.Count).ToDictionary(
                cell => $"{groups.Groups[cell / 2]}, label {cell % 2}",
                cell => fit.Count(row => groups.Codes[row] == cell / 2 && labels[row] == cell % 2)),
            RowsWithoutGroup = fit.Count(row => groups.Codes[row] < 0),
            Method = method.Id,
            Stage = "post",
            UsesAttributeAtTest = method.NeedsAttributeAtTest,
            IsRandomized = method.IsRandomized,
            Settings = settings,
            SplitSizes = [0, fit.Length, test.Length],
            Fitted = corrected.Groups,
            Rates = GroupDecisionRates.Of(
                groups.Groups, groups.Codes, labels, test, before,
                corrected.Decisions
                    ?? [.. corrected.Scores.Select(s => double.IsNaN(s) ? double.NaN : s >= 0.5 ? 1.0 : 0)]),
            AuditOptions =
            [
                "--label label", corrected.Decisions is null ? "--score score" : "--score decision --threshold 0.5",
                .. table.Attributes.Select(attribute => $"--attribute {attribute.Attribute}"),
                .. table.Units is null ? Array.Empty<string>() : ["--unit unit"],
                .. request.TestSplit is { } split ? ["--split split", $"--test {split}"] : Array.Empty<string>(),
            ],
            Seed = request.Seed,
            Versions = ProductVersions.Now,
            Notes = [.. notes, .. corrected.Notes.Select(note => new ReadingNote("mitigation", note, 1))],
            PredictionsPath = path,
        };
    }

    private static Grouping GroupsOf(TableMitigationRequest request, PredictionTable table)
    {
        if (table.Attributes.Count == 0)
        {
            throw new ArgumentException("No attribute was named; expected --attribute COL.");
        }

        Grouping all = request.By is null ? table.Attributes[0]
            : table.Attributes.FirstOrDefault(one => one.Attribute == request.By)
            ?? throw new Catalogs.UnknownNameException(
                "Attribute", request.By, table.Attributes.Select(one => one.Attribute));
        int missing = all.Groups.ToList().IndexOf(Grouping.MissingGroup);
        return missing < 0 ? all
            : all with { Codes = Array.ConvertAll(all.Codes, code => code == missing ? -1 : code) };
    }

    private static int[] RowsOf(PredictionTable table, string? split)
    {
        int[] all = [.. Enumerable.Range(0, table.RowCount)];
        if (split is null)
        {
            return all;
        }

        Grouping groups = table.Split
            ?? throw new ArgumentException($"Split '{split}' was asked for, but no split column was named.");
        int code = groups.Groups.ToList().IndexOf(split);
        return code >= 0 ? [.. all.Where(row => groups.Codes[row] == code)]
            : throw new Catalogs.UnknownNameException("Split", split, groups.Groups);
    }

    private static string Write(
        TableMitigationRequest request, PredictionTable table, Outcome.Binary outcome, PostProblem problem,
        PostOutcome corrected)
    {
        Directory.CreateDirectory(request.OutputFolder);
        string path = Path.Combine(request.OutputFolder, "predictions.csv");
        double[]? drawn = corrected.Decisions is { } p ? RunTable.Drawn(p, problem) : null;
        string[] decision = drawn is null ? [] : ["probability", "decision"];
        string[] split = table.Split is null ? [] : ["split"];
        string[] unit = table.Units is null ? [] : ["unit"];
        using CsvWriter writer = new(
            path,
            [
                "row", "label", "score_before", "score", .. decision, .. split, .. unit,
                .. table.Attributes.Select(attribute => attribute.Attribute),
            ]);
        for (int row = 0; row < table.RowCount; row++)
        {
            writer.Cell((long)row);
            writer.Cell(outcome.Labels[row] < 0 ? double.NaN : outcome.Labels[row]);
            writer.Cell(outcome.Scores[row]);
            writer.Cell(corrected.Scores[row]);
            if (drawn is not null)
            {
                writer.Cell(corrected.Decisions![row]);
                writer.Cell(drawn[row]);
            }

            if (table.Split is { } splits)
            {
                writer.Cell(splits.Codes[row] < 0 ? null : splits.Groups[splits.Codes[row]]);
            }

            if (table.Units is { } units)
            {
                writer.Cell((long)units[row]);
            }

            foreach (Grouping attribute in table.Attributes)
            {
                int code = attribute.Codes[row];
                writer.Cell(code < 0 || attribute.Groups[code] == Grouping.MissingGroup ? null
                    : attribute.Groups[code]);
            }

            writer.EndRow();
        }

        writer.Complete();
        return path;
    }
}
