using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Computes the curves and sweeps of an audit's plots.</summary>
internal static class CurveBuilder
{
    /// <summary>More groups than this are not plotted; their numbers are in the tables.</summary>
    private const int MostGroups = 12;

    /// <summary>Builds curves for everybody and for every group of every single attribute.</summary>
    /// <param name="table">The audited rows of a binary task.</param>
    /// <param name="groupings">The single attributes.</param>
    /// <param name="rule">The decision rule.</param>
    /// <param name="isShown">Whether a group (attribute, name) is large enough to draw.</param>
    /// <returns>The curves and the sweeps.</returns>
    internal static (IReadOnlyList<GroupCurves> Curves, IReadOnlyList<ThresholdSweep> Sweeps) Build(
        PredictionTable table, IReadOnlyList<Grouping> groupings, DecisionRule rule, Func<string, string, bool> isShown)
    {
        int[] order = SortedRows.Order((Outcome.Binary)table.Outcome);
        if (order.Length == 0)
        {
            return ([], []);
        }

        SortedRows all = SortedRows.Take(table, order, _ => true);
        (double low, double high) = (all.Scores[0], all.Scores[^1]);
        List<GroupCurves> curves = [Curves("overall", "overall", all)];
        List<ThresholdSweep> sweeps = [];
        FinishedStage.Release(table.RowCount);
        foreach (Grouping grouping in groupings)
        {
            List<(string Name, SortedRows Rows)> groups =
            [
                .. grouping.Groups.Select((name, g) => (name, g))
                    .Where(entry => isShown(grouping.Attribute, entry.name))
                    .Take(MostGroups)
                    .Select(
                        entry => (entry.name, SortedRows.Take(table, order, row => grouping.Codes[row] == entry.g))),
            ];
            curves.AddRange(groups.Select(group => Curves(grouping.Attribute, group.Name, group.Rows)));
            if (SweepBuilder.Sweep(grouping.Attribute, groups, rule.Threshold) is ThresholdSweep sweep)
            {
                sweeps.Add(sweep);
            }

            groups.Clear();
            FinishedStage.Release(table.RowCount);
        }

        return (curves, sweeps);

        GroupCurves Curves(string attribute, string name, SortedRows rows)
        {
            BinaryRows view = rows.View(rule);
            RocCurve roc = RocCurve.Of(view);
            PrecisionRecallCurve precisionRecall = PrecisionRecallCurve.Of(view);
            ReliabilityDiagram reliability = ReliabilityDiagram.Of(view);
            return new GroupCurves
            {
                Attribute = attribute,
                Group = name,
                Roc = roc.Problem is null ? roc.Points() : [],
                PrecisionRecall = precisionRecall.Problem is null ? precisionRecall.Points() : [],
                Reliability = reliability.Bins,
                Scores = ScoreHistogram.Count(rows, low, high),
            };
        }
    }
}
