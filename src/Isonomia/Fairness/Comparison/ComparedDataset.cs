using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>All runs on one data set, evaluated on the groups that every run supports.</summary>
internal sealed class ComparedDataset
{
    private readonly ComparisonContext _context;
    private readonly ModelRun[] _runs;
    private readonly Grouping[] _groupings;
    private readonly ModelCell?[][] _cells;

    private ComparedDataset(
        ComparisonContext context, ModelRun[] runs, Grouping[] groupings, ComparisonSetting[] settings,
        ModelCell?[][] cells)
    {
        _context = context;
        _runs = runs;
        _groupings = groupings;
        Settings = settings;
        _cells = cells;
    }

    /// <summary>The settings, an attribute each.</summary>
    internal ComparisonSetting[] Settings { get; }

    /// <summary>The models of a setting, null where a model has no rows on this data set.</summary>
    /// <param name="attribute">The attribute's index.</param>
    /// <returns>The cells, in the order of the models.</returns>
    internal ModelCell?[] Models(int attribute) => _cells[attribute];

    /// <summary>Evaluates a data set.</summary>
    /// <param name="context">The comparison.</param>
    /// <param name="dataset">The data set's index.</param>
    /// <returns>The evaluated data set.</returns>
    internal static ComparedDataset Of(ComparisonContext context, int dataset)
    {
        ModelRun[] runs = [.. context.Runs.Runs.Where(run => run.Dataset == dataset)];
        (Grouping[] groupings, LeftOutGroup[][] leftOut) = CommonGroups(context, runs);
        RunCell[][] cells = [.. runs.Select(run => Evaluate(context, run, groupings))];
        bool isPaired = cells.All(run => ModelRuns.AreSameRows(cells[0][0].Resampled.Rows, run[0].Resampled.Rows));
        var models = new ModelCell?[groupings.Length][];
        var settings = new ComparisonSetting[groupings.Length];
        for (int a = 0; a < groupings.Length; a++)
        {
            models[a] =
            [
                .. context.Runs.Models.Select((name, model) => Array.Exists(runs, run => run.Model == model)
                    ? new ModelCell(
                        name,
                        Enumerable.Range(0, runs.Length).Where(i => runs[i].Model == model).Select(i => cells[i][a]),
                        context.Metric.Better)
                    : null),
            ];
            settings[a] = new ComparisonSetting
            {
                Dataset = context.Runs.Datasets[dataset],
                Attribute = groupings[a].Attribute,
                Groups = groupings[a].Groups,
                LeftOut = leftOut[a],
                IsPaired = isPaired,
                NotRanked = models[a].Contains(null) ? "model_missing"
                    : groupings[a].Groups.Count < 2 ? UndefinedReason.SingleGroup.Id()
                    : models[a].Any(cell => double.IsNaN(cell!.Overall)) ? "undefined_overall"
                    : null,
            };
        }

        return new ComparedDataset(context, runs, groupings, settings, models);
    }

    /// <summary>The models' values on the rows that models are chosen on, in the order of <see cref="Models"/> without
    /// the absent.</summary>
    /// <returns>The candidates, an array each attribute.</returns>
    internal SelectionCandidate[][] Candidates()
    {
        bool isBinary = _context.Table.Outcome is Outcome.Binary;
        Metric[] metrics = [_context.Metric, .. isBinary ? [Metric.Resolve("tnr"), Metric.Resolve("tpr")]
            : Array.Empty<Metric>()];
        Evaluation[] evaluations = [.. _runs.Select(run => Points(_context, run, run.Chosen, _groupings, metrics))];
        return
        [
            .. _groupings.Select((grouping, a) => _runs.Index().GroupBy(run => run.Item.Model).Select(model =>
            {
                Evaluation[] own = [.. model.Select(run => evaluations[run.Index])];
                string name = _context.Runs.Models[model.Key];
                return new SelectionCandidate(
                    name,
                    [.. grouping.Groups.Select((_, k) => MeanOf(own, 0, evaluation => evaluation.Rows.CellOf(a, k)))],
                    MeanOf(own, 0, static _ => 0))
                {
                    ClassRecalls = isBinary ? [MeanOf(own, 1, static _ => 0), MeanOf(own, 2, static _ => 0)] : [],
                    IsBaseline = name == _context.Request.Baseline,
                };
            }).ToArray()),
        ];
    }

    private static double MeanOf(Evaluation[] runs, int metric, Func<Evaluation, int> cell) =>
        Moments.Mean([.. runs.Select(run => run.Point(metric, cell(run)).ValueOrNaN)]);

    private static Evaluation Points(
        ComparisonContext context, ModelRun run, int[] rows, IReadOnlyList<Grouping> groupings, Metric[] metrics)
    {
        RunDecision decision = context.DecisionOf(run);
        return Evaluation.Of(
            AuditedRows.Of(context.Table, groupings, rows), metrics, decision.Rule, decision.RowThresholds,
            new Dictionary<string, double[]>(), context.Threads);
    }

    private static (Grouping[] Groupings, LeftOutGroup[][] LeftOut) CommonGroups(
        ComparisonContext context, ModelRun[] runs)
    {
        IReadOnlyList<Grouping> attributes = context.Table.Attributes;
        var reasons = new string?[attributes.Count][];
        for (int a = 0; a < attributes.Count; a++)
        {
            reasons[a] = new string?[attributes[a].Groups.Count];
        }

        foreach (ModelRun run in runs)
        {
            Evaluation points = Points(context, run, run.Test, attributes, [context.Metric]);
            GroupSupport support = GroupSupport.Of(points.Rows, context.Audit);
            for (int a = 0; a < attributes.Count; a++)
            {
                for (int k = 0; k < reasons[a].Length; k++)
                {
                    int cell = points.Rows.CellOf(a, k);
                    Statistic value = points.Point(0, cell);
                    string? reason = support.SmallReason(cell)
                        ?? value.Reason?.Id()
                        ?? (double.IsFinite(value.Value) ? null : UndefinedReason.ZeroDenominator.Id());
                    reasons[a][k] ??= reason is null ? null : $"{reason} ({context.Runs.Models[run.Model]})";
                }
            }
        }

        return (
            [.. attributes.Select((attribute, a) => Restrict(attribute, reasons[a]))],
            [
                .. attributes.Select((attribute, a) => attribute.Groups.Index()
                    .Where(group => reasons[a][group.Index] is not null)
                    .Select(group => new LeftOutGroup(group.Item, reasons[a][group.Index]!)).ToArray()),
            ]);
    }

    private static Grouping Restrict(Grouping attribute, string?[] reasons)
    {
        int[] kept = [.. Enumerable.Range(0, reasons.Length).Where(k => reasons[k] is null)];
        int[] places = [.. Enumerable.Range(0, reasons.Length).Select(k => Array.IndexOf(kept, k))];
        return new Grouping(
            attribute.Attribute,
            [.. kept.Select(k => attribute.Groups[k])],
            Array.ConvertAll(attribute.Codes, code => code < 0 ? -1 : places[code]));
    }

    private static RunCell[] Evaluate(ComparisonContext context, ModelRun run, Grouping[] groupings)
    {
        var request = new InferenceRequest
        {
            Audit = context.Audit,
            Table = context.Table,
            Rows = run.Test,
            Groupings = groupings,
            Metrics = [context.Metric],
            Disparities = [],
            Rule = context.DecisionOf(run).Rule,
            RowThresholds = context.DecisionOf(run).RowThresholds,
        };
        AuditedRows rows = AuditedRows.Of(context.Table, groupings, run.Test);
        Resampled resampled = AuditInference.Resample(request, rows, [context.Metric], context.Cancellation);
        GroupSupport support = GroupSupport.Of(rows, context.Audit);
        context.RunDone(context.Runs.Models[run.Model]);
        return
        [
            .. Enumerable.Range(0, groupings.Length).Select(a => new RunCell(
                run.Seed, context.DecisionOf(run).Value, resampled, support,
                    new GroupMetric(resampled, support, a, context.Metric))),
        ];
    }
}
