using System.Globalization;
using System.Text.Json.Nodes;
using Isonomia.Adaptation;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>What more labels do: performance, worst group and gap over the share of labels.</summary>
internal static class EfficiencySection
{
    internal static ReportSection? For(StudyResult study) => study.Efficiencies.Count == 0
        ? null
        : new("efficiency", "What more labels do", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        writer.Lead(
            "The same probe, taught with growing shares of the training patients' labels; each point is the mean over "
                + "several draws. "
            + "A gap that does not shrink with more labels will not be closed by labelling alone.");
        foreach ((string model, EfficiencyResult result) in study.Efficiencies)
        {
            writer.Chart(Chart(model, result));
        }
    }

    private static ReportChart Chart(string model, EfficiencyResult result)
    {
        string metric = Wording.MetricName(result.Metric);
        ReportTable table = new($"{metric} and gap by share of labels, {model}", [
            "Share of labels", "Attribute", TableColumn.Number("Overall"), TableColumn.Number("Worst group"),
            TableColumn.Number("Gap"),
            TableColumn.Number("Gap, shrunken"), "Verdicts of the draws"]);
        foreach (AttributeEfficiency attribute in result.Attributes)
        {
            for (int f = 0; f < result.Overall.Fractions.Count; f++)
            {
                EfficiencyVerdict verdict = attribute.Verdicts[f];
                table.Add([
                    Share(result.Overall.Fractions[f]), attribute.Attribute, TableCell.Number(result.Overall.Mean[f]),
                    TableCell.Number(attribute.Worst.Mean[f]), TableCell.Number(attribute.Gap.Mean[f]),
                    TableCell.Number(attribute.GapShrunk.Mean[f]),
                    $"{verdict.Found} found, {verdict.Insufficient} not settled, {verdict.NoneFound} none"]);
            }
        }

        string words = string.Join("; ", result.Attributes.Select(attribute =>
            $"{attribute.Attribute}: gap {NumberFormat.Value(attribute.Gap.Mean[0])} with "
                + $"{Share(result.Overall.Fractions[0])} of labels, "
            + $"{NumberFormat.Value(attribute.Gap.Mean[^1])} with {Share(result.Overall.Fractions[^1])}")) + ".";
        return new ReportChart(
            $"{metric} over the share of labels, {model}",
            "The horizontal axis doubles: 0 is all labels, −1 half of them. Thin line: all patients; marked lines: "
                + "groups.",
            words,
            Plot(result, metric),
            table);
    }

    private static JsonObject Plot(EfficiencyResult result, string metric)
    {
        double[] x = [.. result.Overall.Fractions.Select(Math.Log2)];
        double low = Math.Floor(x.Min());
        double?[] all =
        [
            .. result.Overall.Mean,
            .. result.Attributes.SelectMany(attribute => attribute.Groups.Values.SelectMany(curve => curve.Mean)),
        ];
        double bottom = Math.Floor(10 * (all.Min() ?? 0)) / 10;
        Panel[] panels =
        [
            .. result.Attributes.Select(attribute => new Panel(
                attribute.Attribute, "doublings of labels from all", metric,
                [
                    new PanelSeries("all patients", -1, "line", Points(x, result.Overall)),
                    .. attribute.Groups.Select(
                        (group, k) => new PanelSeries(group.Key, k, "line", Points(x, group.Value))),
                ])
            {
                XLow = low,
                XHigh = 0,
                YLow = bottom,
                YHigh = result.IsHigherBetter ? 1 : null,
            }),
        ];
        return Plots.Panels(new Dictionary<string, IReadOnlyList<Panel>> { ["0"] = panels });
    }

    private static double?[] Points(double[] x, EfficiencyCurve curve) =>
        [.. x.Zip(curve.Mean).SelectMany(point => new[] { point.First, point.Second })];

    private static string Share(double fraction) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:0.##} %");
}
