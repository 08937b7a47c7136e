using System.Globalization;
using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>Fits a probe on training patients and writes the scores of validation and test rows.</summary>
internal sealed class ProbeStage(StudyCell cell) : Stage("probe/" + cell.Name)
{
    internal override IReadOnlyList<string> After => [CohortStage.Name, "embed/" + StageNames.Safe(cell.Model)];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context)
    {
        StudySpecification study = context.Study;
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["label"] = $"{cell.Label.Column} = {cell.Label.Positive}",
            ["share of labels"] = cell.Share.ToString("R", CultureInfo.InvariantCulture),
            ["seed"] = cell.Seed.ToString(CultureInfo.InvariantCulture),
            ["probe"] = JsonSerializer.Serialize(study.Probe with { Seeds = [], Shares = [] }),
            ["columns"] = string.Join(", ", Columns(study)),
        };
    }

    internal override StageResult Run(StageContext context)
    {
        StudySpecification study = context.Study;
        CohortRows rows = CohortRows.Read(context.Cohort(), context.At("embeddings", StageNames.Safe(cell.Model)));
        (int[] classes, IReadOnlyList<string> names) = rows.Classes(cell.Label);
        int[] units = rows.Units() ?? [.. Enumerable.Range(0, rows.Count)];
        int[] training = rows.Part(study.Probe.Training);
        int[] validation = rows.Part(study.Probe.Validation);
        int[] test = rows.Part(study.Probe.Test);
        Require(study, rows, training, validation, test);
        ProbeResult result = ProbeFit.Run(
            new ProbeRequest
            {
                Embeddings = rows.Embeddings,
                Classes = classes,
                ClassNames = names,
                TrainingRows = LabelSubset.Of(training, classes, units, cell.Share, cell.Seed),
                ValidationRows = validation,
                Units = units,
                Probe = Probe.All[study.Probe.Kind],
                Grid = study.Probe.Grid,
                Calibrator = study.Probe.Calibration is null ? null : Calibrator.All[study.Probe.Calibration],
                ClassWeighting = study.Probe.IsBalanced ? ClassWeighting.Balanced : ClassWeighting.None,
                ThreadCount = study.ThreadCount,
            },
            context.Cancellation);
        string folder = context.At("runs", cell.Name);
        Directory.CreateDirectory(folder);
        string predictions = Path.Combine(folder, "predictions.csv");
        WritePredictions(predictions, study, rows, result, classes, names, [.. validation.Concat(test).Order()]);
        string facts = Path.Combine(folder, "probe.json");
        AtomicFile.WriteText(facts, JsonSerializer.Serialize(Facts(result), ResultJson.Options) + "\n");
        return new StageResult([predictions, facts], null, [Note(result)]);
    }

    /// <summary>The columns that the audit needs besides identifier, label, scores and split.</summary>
    private static string[] Columns(StudySpecification study) =>
    [
        .. study.Attributes.Concat(study.Audit.Controls)
            .Select(text => AttributeColumns.Of(text))
            .Concat(study.Shift is null ? [] : [AttributeColumns.Of(study.Shift.By)])
            .Distinct(),
    ];

    private static void Require(StudySpecification study, CohortRows rows, int[] training, int[] validation, int[] test)
    {
        (string Name, int Count)[] parts =
            [
                (study.Probe.Training, training.Length), (study.Probe.Validation, validation.Length),
                (study.Probe.Test, test.Length)];
        string[] empty = [.. parts.Where(part => part.Count == 0).Select(part => $"'{part.Name}'")];
        if (empty.Length > 0)
        {
            throw new StudyException([new StudyProblem(
                $"The cohort '{rows.Cohort.Name}' has no sample with an embedding in the part "
                    + $"{string.Join(", ", empty)} of its split; "
                + "name its parts below 'probe:' (training, validation, test), or let the ingest make a split "
                + "('resplit: true').")]);
        }

        IReadOnlyList<string>? shared = rows.Cohort.Units is { } units && rows.Cohort.Splits is { } splits
            ? SplitOverlap.Of(units, [.. splits.Select(split => parts.Any(part => part.Name == split) ? split : null)])
            : null;
        if (shared?.Count > 0)
        {
            throw new StudyException([new StudyProblem(
                $"{shared.Count} patients of '{rows.Cohort.Name}' are in two or more parts of its split, so that test "
                    + $"patients would teach "
                + "the probe; let the ingest make another split ('resplit: true' below 'cohort:').")]);
        }
    }

    private void WritePredictions(
        string path,
        StudySpecification study,
        CohortRows rows,
        ProbeResult result,
        int[] classes,
        IReadOnlyList<string> names,
        int[] scored)
    {
        bool binary = names.Count == 2;
        string[] scores = binary ? ["score"] : [.. names.Select(name => "score_" + name)];
        string[] own =
            ["id", cell.Label.Column, .. scores, "split", .. rows.Cohort.Units is null ? [] : new[] { "unit" }];
        string[] passed = [.. Columns(study).Where(column => column != cell.Label.Column)];
        if (passed.Intersect(own).FirstOrDefault() is { } clash)
        {
            throw new StudyException(
                [
                    new StudyProblem(
                        $"The cohort's column '{clash}' has a name that predictions need for themselves; rename it.")]);
        }

        double[] values = result.Scores(rows.Embeddings, scored, study.ThreadCount);
        string?[][] cells = [.. passed.Select(rows.Cells)];
        using CsvWriter writer = new(path, [.. own, .. passed]);
        for (int i = 0; i < scored.Length; i++)
        {
            int row = scored[i];
            writer.Cell(rows.Cohort.Ids[rows.Rows[row]]);
            writer.Cell(classes[row] < 0 ? null : names[classes[row]]);
            for (int k = binary ? 1 : 0; k < names.Count; k++)
            {
                writer.Cell(values[(i * result.Model.OutputCount) + k]);
            }

            writer.Cell(rows.Cohort.Splits![rows.Rows[row]]);
            if (rows.Cohort.Units is { } units)
            {
                writer.Cell(units[rows.Rows[row]]);
            }

            foreach (string?[] column in cells)
            {
                writer.Cell(column[row]);
            }

            writer.EndRow();
        }

        writer.Complete();
    }

    private static object Facts(ProbeResult result) => new
    {
        Schema = "isonomia.study-probe/1",
        Probe = result.Probe.Id,
        Setting = result.Probe.SettingName,
        result.Chosen,
        result.Candidates,
        result.TrainingCount,
        result.ValidationCount,
        result.ClassCounts,
        Calibrator = result.Calibration?.Id,
    };

    private static string Note(ProbeResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"{result.Probe.Name} on {result.TrainingCount} labelled rows, {result.Probe.SettingName} = "
            + $"{result.Chosen.Setting:0.#####}.");
}
