using Isonomia.Adaptation;
using Isonomia.Fairness;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>How well attributes can be read out of the embeddings, with the control and by group.</summary>
internal static class LeakageSection
{
    internal static ReportSection? For(StudyResult study) => study.Leakages.Count == 0
        ? null
        : new("leakage", "What the embeddings give away", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        writer.Lead(
            "A probe is taught to tell the group from the embedding and judged on test patients: 0.5 is chance, 1 is "
                + "certain. "
            + "What is given away is a risk, not a disparity: a model can use it as a short cut where the label goes "
            + "along with "
            + "the group, and cannot where it does not.");
        foreach ((string model, LeakageResult leakage) in study.Leakages)
        {
            writer.Chart(Chart(model, leakage));
            writer.List(leakage.Attributes.Select(Sentence));
            writer.FoldedTable("Every group against the others", Groups(model, leakage));
        }
    }

    private static ReportChart Chart(string model, LeakageResult leakage)
    {
        ReportTable table = new($"Attributes read out of embeddings of {model}", [
            "Attribute", TableColumn.Interval("AUROC on test patients"),
            TableColumn.Interval("Within the classes of the label"),
            TableColumn.Interval("Balanced accuracy"), TableColumn.Number("Control: attribute permuted"),
            TableColumn.Interval("Cross-validated"), TableColumn.Number("Groups")]);
        foreach (AttributeLeakage a in leakage.Attributes)
        {
            table.Add([
                a.Attribute, Cell(a.Auroc), Cell(a.Conditional), Cell(a.BalancedAccuracy),
                TableCell.Number(a.PermutedMean),
                Cell(a.Separability?.Pooled), TableCell.Count(a.Groups.Count)]);
        }

        List<ForestRow> rows =
            [.. leakage.Attributes.Select(a => new ForestRow(0, a.Attribute, a.Auroc.N, string.Empty))];
        ForestMetric[] metrics =
        [
            new(
                "AUROC of the attribute", 0, 0.5, null, null, "chance",
                [.. leakage.Attributes.Select(a => Value(a.Auroc))]),
            new(
                $"AUROC within the classes of {leakage.Label ?? "the label"}", 0, 0.5, null, null, "chance",
                [.. leakage.Attributes.Select(a => Value(a.Conditional))]),
        ];
        string words = string.Join("; ", leakage.Attributes.Select(a => a.Auroc.Value is null
            ? $"{a.Attribute}: not defined"
            : $"{a.Attribute}: {NumberFormat.Value(a.Auroc.Value)}, interval "
                + $"{NumberFormat.Range(a.Auroc.Low, a.Auroc.High)}")) + ".";
        return new ReportChart(
            $"Attributes read out of embeddings of {model}",
            "One against the others, averaged over the groups; bars are 95 % intervals over patients.",
            words,
            Plots.Forest(["attributes"], rows, metrics, 1),
            table)
        {
            Controls =
            [
                new ChartControl("Measure", [.. metrics.Select(metric => metric.Name)]),
                new ChartControl("Shown", ["All attributes"]),
            ],
        };
    }

    private static string Sentence(AttributeLeakage a)
    {
        if (a.Auroc.Value is not { } auroc)
        {
            return $"{a.Attribute}: not measured ({Wording.Reason(a.Undefined ?? a.Auroc.Undefined)}).";
        }

        string range = $"{NumberFormat.Value(auroc)} ({NumberFormat.Range(a.Auroc.Low, a.Auroc.High)})";
        string control = a.PermutedMean is { } mean
            ? $"; the same probe on the permuted attribute reaches {NumberFormat.Value(mean)}"
            : string.Empty;
        string what = a.Auroc.Low > 0.5
            ? "can be told from the embedding better than by chance"
            : "cannot be told from chance here";
        return $"{a.Attribute} {what}: AUROC {range}{control}.";
    }

    private static ReportTable Groups(string model, LeakageResult leakage)
    {
        ReportTable table = new($"Groups read out of embeddings of {model}", [
            "Group", "Attribute", TableColumn.Interval("AUROC against the others"), TableColumn.Number("Training rows"),
            TableColumn.Number("Test rows"), TableColumn.Number("Test patients")]);
        foreach (AttributeLeakage a in leakage.Attributes)
        {
            foreach (LeakageGroup group in a.Groups)
            {
                table.Add([
                    group.Group, a.Attribute, Cell(group.Auroc), TableCell.Count(group.TrainingRows),
                    TableCell.Count(group.TestRows),
                    TableCell.Count(group.TestPatients)]);
            }

            foreach (LeftOutGroup left in a.LeftOut)
            {
                table.Add([
                    left.Group, a.Attribute, $"left out: {Wording.Reason(left.Reason)}", TableCell.Count(null),
                    TableCell.Count(null),
                    TableCell.Count(null)]);
            }
        }

        return table;
    }

    private static TableCell Cell(MetricValue? value) => value is null
        ? TableCell.Number(null)
        : TableCell.Interval(
            value.Value, value.Low, value.High, value.N, Wording.Reason(value.Undefined),
            Wording.Reason(value.IntervalUndefined));

    private static ForestValue? Value(MetricValue? value) =>
        value?.Value is { } number ? new ForestValue(number, value.Low, value.High, value.N) : null;
}
