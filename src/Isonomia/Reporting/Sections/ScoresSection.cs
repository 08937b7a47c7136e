using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Where the scores of each group lie, by label.</summary>
internal static class ScoresSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Curves.Any(c => c.Scores.Count > 0)
        ? new("scores", "Score distributions", writer => Write(reading, writer))
        : null;

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        writer.Lead(
            "The share of each label's patients by score. The less the two shapes overlap, the better the model "
                + "separates them; "
            + "a threshold (broken line) that cuts one group's shape elsewhere treats that group differently.");
        GroupCurves[] curves = [.. reading.Audit.Curves.Where(c => c.Scores.Count > 0)];
        string[] attributes = [.. curves.Select(c => c.Attribute).Distinct().OrderBy(a => a == "overall" ? 1 : 0)];
        double low = curves.SelectMany(c => c.Scores).Min(b => b.From);
        double high = curves.SelectMany(c => c.Scores).Max(b => b.To);
        Dictionary<string, IReadOnlyList<Panel>> variants = [];
        for (int a = 0; a < attributes.Length; a++)
        {
            variants[$"{a}"] = [.. curves.Where(c => c.Attribute == attributes[a]).Select(c => new Panel(
                c.Group, "Score", "Share of label",
                [
                    Bars("with the condition", 1, c, b => b.Positives),
                    Bars("without the condition", 0, c, b => b.Negatives)])
            {
                XLow = low, XHigh = high, YHigh = null,
                Mark = Threshold(reading.Audit.Threshold, c),
            })];
        }

        ReportTable table = new("Counts by score", [
            "Group", "Attribute", TableColumn.Number("Score from"), TableColumn.Number("Score to"),
            TableColumn.Number("With the condition"), TableColumn.Number("Without")]);
        foreach (GroupCurves c in curves)
        {
            foreach (ScoreBin b in c.Scores)
            {
                table.Add(
                    [
                        c.Group, c.Attribute, TableCell.Number(b.From), TableCell.Number(b.To),
                        TableCell.Count(b.Positives), TableCell.Count(b.Negatives)]);
            }
        }

        writer.Chart(new ReportChart(
            "Scores by group and label", "One panel a group. Hatched: with the condition; plain: without.",
            $"Histograms of scores by group and label for {string.Join(", ", attributes)}.", Plots.Panels(variants),
            table)
        {
            Controls = [new("Attribute", attributes, CurvesSection.First(attributes, reading))],
        });
    }

    private static double? Threshold(ThresholdResult? threshold, GroupCurves c) =>
        threshold is null ? null : threshold.ByGroup.TryGetValue(c.Group, out double own) ? own : threshold.Value;

    private static PanelSeries Bars(string name, int style, GroupCurves c, Func<ScoreBin, long> count)
    {
        double total = Math.Max(1, c.Scores.Sum(count));
        return new(name, style, "bar", [.. c.Scores.SelectMany(b => (double?[])[b.From, b.To, count(b) / total])]);
    }
}
