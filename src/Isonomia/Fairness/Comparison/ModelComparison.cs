using System.Reflection;
using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Compares several models or methods over several attributes, data sets and seeds.</summary>
public static class ModelComparison
{
    /// <summary>Reads a table of several models and compares them.</summary>
    /// <remarks>
    /// <para>A setting is a data set × an attribute. Runs (seeds) of a model are averaged within a setting, then models
    /// are ranked: Friedman, Iman–Davenport, Nemenyi, Wilcoxon with Holm (specification §11.11); fronts, choices and
    /// levelling down follow §13.</para>
    /// <para>Only groups enter that every run of every model supports, so that no model is judged on other groups than
    /// the next.</para>
    /// <para>Deviation from §11.11: the overall value does not depend on the attribute, so that a data set counts once
    /// in that ranking; counting it once an attribute would repeat the same numbers as if they were new
    /// evidence.</para>
    /// </remarks>
    /// <param name="request">What to compare.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>The comparison; the same request on the same bytes gives the same result for any number of
    /// threads.</returns>
    /// <exception cref="ArgumentException">The request contradicts itself or the data.</exception>
    /// <exception cref="Catalogs.UnknownNameException">A column, metric, split or the baseline is unknown.</exception>
    /// <exception cref="TableException">A file or its contents are not as expected.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static ComparisonResult Run(
        ComparisonRequest request, IProgress<AuditProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        string[] columns = [.. new[] { request.SeedColumn, request.DatasetColumn }.OfType<string>()];
        PredictionTable table = PredictionReader.Read(
            request.Predictions with { Controls = [.. request.Predictions.Controls.Union(columns)] },
            progress is null ? null : new ReadingReport(progress),
            cancellation);
        return Run(request, table, progress, cancellation);
    }

    /// <summary>Compares the models of a table that was read with the seed and data set columns as controls.</summary>
    internal static ComparisonResult Run(
        ComparisonRequest request, PredictionTable table, IProgress<AuditProgress>? progress,
        CancellationToken cancellation)
    {
        Check(request);
        Metric metric = MetricOf(request, table);
        ModelRuns runs = ModelRuns.Of(table, request);
        if (runs.Models.Count < 2)
        {
            throw new ArgumentException(
                $"There is {(runs.Models.Count == 0 ? "no model" : "only one model")} with rows to compare; expected "
                    + "at least 2.",
                nameof(request));
        }

        if (request.Baseline is { } name && !runs.Models.Contains(name, StringComparer.Ordinal))
        {
            throw new Catalogs.UnknownNameException("Model", name, runs.Models);
        }

        var context = new ComparisonContext(request, table, metric, runs, progress, cancellation);
        ComparedDataset[] datasets =
            [.. Enumerable.Range(0, runs.Datasets.Count).Select(d => ComparedDataset.Of(context, d))];
        (ComparisonSetting Setting, ModelCell?[] Models)[] settings =
            [.. datasets.SelectMany(data => data.Settings.Select((setting, a) => (setting, data.Models(a))))];
        return new ComparisonResult
        {
            Request = request,
            Data = table.Fingerprint,
            Versions = new Dictionary<string, string>
            {
                ["isonomia"] = typeof(ModelComparison)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                    .InformationalVersion,
            },
            Task = table.Outcome.Task,
            Metric = metric.Id,
            MetricName = metric.Name,
            Better = metric.Better == Direction.HigherIsBetter ? "higher" : "lower",
            Models = runs.Models,
            Settings = [.. settings.Select(entry => entry.Setting)],
            Values =
            [
                .. settings.SelectMany(entry => entry.Models.OfType<ModelCell>()
                    .Select(cell => cell.ToResult(entry.Setting.Dataset, entry.Setting.Attribute))),
            ],
            Rankings = Rankings(context, datasets, settings),
            Fronts = [.. settings.Select(entry => Front(entry.Setting, entry.Models, metric, request))],
            Choices = [.. datasets.SelectMany(data => Choices(context, data))],
            Changes = [.. settings.SelectMany(entry => Changes(entry.Setting, entry.Models, metric, request))],
            Flags = [.. ComparisonFlags.Of(context, settings)],
            Notes = table.Notes,
        };
    }

    private static void Check(ComparisonRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(request.Replicates);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Tolerance);
        if (!(request.Confidence > 0 && request.Confidence < 1) || !(request.Alpha > 0 && request.Alpha < 1))
        {
            throw new ArgumentException(
                "The confidence level and the level of the tests must lie strictly between 0 and 1.", nameof(request));
        }

        if (request.Predictions.Model is null)
        {
            throw new ArgumentException(
                "Nothing says which model a row belongs to; expected a model column or one file a model.",
                nameof(request));
        }

        if (request.Predictions.Attributes.Count == 0)
        {
            throw new ArgumentException("No attribute was named; expected at least one.", nameof(request));
        }

        string[] columns =
            [.. new[] { request.SeedColumn, request.DatasetColumn, request.Predictions.Model }.OfType<string>()];
        if (columns.Distinct(StringComparer.Ordinal).Count() < columns.Length)
        {
            throw new ArgumentException("Model, seed and data set must be different columns.", nameof(request));
        }

        if (request.ValidationSplit is not null
            && (request.TestSplit is null || request.TestSplit == request.ValidationSplit))
        {
            throw new ArgumentException(
                "A validation split needs another split to compare on; expected a test split.", nameof(request));
        }
    }

    private static Metric MetricOf(ComparisonRequest request, PredictionTable table)
    {
        string task = table.Outcome.Task;
        if (table.Outcome is Outcome.Segmentation)
        {
            throw new ArgumentException(
                "Pairs of masks cannot be compared here yet; score them first and compare the scores as a regression "
                    + "task.",
                nameof(request));
        }

        Metric metric = Metric.Resolve(request.Metric ?? TaskDefaults.For(task).Metrics[0]);
        return metric.Task != task
            ? throw new ArgumentException(
                $"Metric '{metric.Id}' is for the task '{metric.Task}'; the table's task is '{task}'.", nameof(request))
            : metric.Better is Direction.HigherIsBetter or Direction.LowerIsBetter
            ? metric
            : throw new ArgumentException(
                $"Metric '{metric.Id}' has no end that is better; a comparison needs one where higher or lower is "
                    + "better.",
                nameof(request));
    }

    private static ComparisonRanking[] Rankings(
        ComparisonContext context, ComparedDataset[] datasets,
        (ComparisonSetting Setting, ModelCell?[] Models)[] settings)
    {
        bool isHigher = context.Metric.Better == Direction.HigherIsBetter;
        double alpha = context.Request.Alpha;
        IReadOnlyList<string> models = context.Runs.Models;
        ModelCell[][] ranked =
        [
            .. settings.Where(entry => entry.Setting.NotRanked is null)
            .Select(entry => entry.Models.OfType<ModelCell>().ToArray()),
        ];
        double[][] overall =
        [
            .. datasets.Select(data => data.Models(0))
                .Where(cells => cells.All(cell => cell is not null && !double.IsNaN(cell.Overall)))
                .Select(cells => Array.ConvertAll(cells, cell => cell!.Overall)),
        ];
        return
        [
            ModelRanking.Of("overall", models, overall, isHigher, alpha),
            ModelRanking.Of(
                "worst_group", models, [.. ranked.Select(cells => Array.ConvertAll(cells, cell => cell.Worst))],
                isHigher, alpha),
            ModelRanking.Of(
                "gap", models, [.. ranked.Select(cells => Array.ConvertAll(cells, cell => cell.Gap))], false, alpha),
        ];
    }

    private static ComparisonFront Front(
        ComparisonSetting setting, ModelCell?[] models, Metric metric, ComparisonRequest request)
    {
        ModelCell[] cells =
            [.. models.OfType<ModelCell>().Where(cell => cell.HasGroups && !double.IsNaN(cell.Overall))];
        if (cells.Length == 0)
        {
            return new ComparisonFront(setting.Dataset, setting.Attribute, []);
        }

        IReadOnlyList<int> front = ParetoFront.Find(
            [.. cells.Select(cell => new[] { cell.Overall, cell.Gap })], [metric.Better, Direction.LowerIsBetter]);
        IReadOnlyList<int> groups = ParetoFront.Find(
            [.. cells.Select(cell => cell.Groups)], [.. cells[0].Groups.Select(_ => metric.Better)]);
        return new ComparisonFront(
            setting.Dataset,
            setting.Attribute,
            [
                .. cells.Select((cell, i) => new FrontPoint(
                    cell.Model, cell.Overall, cell.Gap, front.Contains(i), groups.Contains(i),
                    [
                        .. cells.Where(
                            other =>
                                other != cell && setting.IsPaired && PairedModels.IsDominated(cell, other, request))
                            .Select(other => other.Model),
                    ])),
            ]);
    }

    private static IEnumerable<ComparisonChoice> Choices(ComparisonContext context, ComparedDataset data)
    {
        SelectionCandidate[][] candidates = data.Candidates();
        return data.Settings.SelectMany((setting, a) =>
            ModelChoices.Of(setting, candidates[a], data.Models(a), context.Metric.Better, context.Request));
    }

    private static IEnumerable<ComparisonChange> Changes(
        ComparisonSetting setting, ModelCell?[] models, Metric metric, ComparisonRequest request)
    {
        ModelCell? baseline = models.FirstOrDefault(cell => cell is not null && cell.Model == request.Baseline);
        return baseline is not { HasGroups: true } || double.IsNaN(baseline.Overall) ? [] : models.OfType<ModelCell>()
            .Where(cell => cell != baseline && !double.IsNaN(cell.Overall))
            .Select(cell => PairedModels.Change(cell, baseline, setting, metric, request));
    }

    private sealed class ReadingReport(IProgress<AuditProgress> progress) : IProgress<ReadingProgress>
    {
        /// <inheritdoc/>
        public void Report(ReadingProgress value) => progress.Report(
            new AuditProgress(
                $"{value.Stage} {value.File}",
                value.Total > 0 ? Math.Clamp(value.Done / (double)value.Total, 0, 1) : 0));
    }
}
