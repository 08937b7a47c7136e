using Isonomia.Curation;
using Isonomia.Numerics;

namespace Isonomia.Reporting;

/// <summary>The account of one step: who was removed, with what test, and what it did to diversity.</summary>
internal static class StepAccountSection
{
    internal static void Write(StepAccount step, RemovedPictures? pictures, ReportWriter writer)
    {
        double share = step.Before == 0 ? 0 : (double)step.Removed / step.Before;
        writer.Lead(
            $"{step.Before:N0} images of {step.PatientsBefore:N0} patients before; {step.Removed:N0} removed "
                + $"({NumberFormat.Percent(share)}), "
            + $"{step.After:N0} of {step.PatientsAfter:N0} patients kept.");
        foreach (string failure in step.Failures)
        {
            writer.Write($"<p class=\"warning\"><span aria-hidden=\"true\">⚠</span> {failure}</p>");
        }

        writer.List([.. step.Factors.Select(Sentence), .. step.Notes]);
        if (step.Factors.Count > 0)
        {
            writer.Chart(Ratios(step));
            Tests(step, writer);
            Diversity(step, writer);
        }

        Reasons(step, writer);
        if (step.Measures.Count > 0)
        {
            ReportTable measures = new("What the step found", ["Measure", TableColumn.Number("Value"), "Meaning"]);
            foreach (StepMeasure measure in step.Measures)
            {
                measures.Add([measure.Id, TableCell.Number(measure.Value), measure.Meaning]);
            }

            writer.Table(measures);
        }

        pictures?.Write(step, writer);
    }

    /// <summary>What happened to a factor, in one sentence.</summary>
    internal static string Sentence(FactorAccount factor)
    {
        string verdict = Words(factor);
        AccountGroup[] named = [.. factor.Groups.Where(group => !group.IsMissing && group.RemovalRate.IsDefined)];
        if (named.Length < 2 || !factor.RateGap.IsDefined)
        {
            return $"{factor.Factor}: {verdict}.";
        }

        AccountGroup most = named.MaxBy(group => group.RemovalRate.Value)!;
        AccountGroup least = named.MinBy(group => group.RemovalRate.Value)!;
        string gap = factor.RateGapInterval is { } interval
            ? $", a gap of {Points(factor.RateGap.Value)} points [{Points(interval.Low)}, {Points(interval.High)}]"
            : string.Empty;
        return $"{factor.Factor}: {verdict}. {most.Group} lost most ({NumberFormat.Percent(most.RemovalRate.Value)}), "
            + $"{least.Group} least ({NumberFormat.Percent(least.RemovalRate.Value)}){gap}; p by patients "
            + $"{NumberFormat.P(factor.PermutationP)}.";
    }

    private static string Words(FactorAccount factor) => factor.Verdict switch
    {
        AccountVerdict.Even => "even",
        AccountVerdict.Slight => "slightly uneven",
        AccountVerdict.Uneven => factor.Accepted is null ? "uneven" : $"uneven, accepted ({factor.Accepted})",
        _ => "too small to say",
    };

    private static string Points(double share) =>
        (100 * share).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private static ReportChart Ratios(StepAccount step)
    {
        ReportTable table = new("Groups", [
            "Factor", "Group", TableColumn.Number("Before"), TableColumn.Number("Removed"),
                TableColumn.Number("Patients before"),
            TableColumn.Number("Patients after"), TableColumn.Number("Removal rate"),
                TableColumn.Interval("Ratio to rest"),
            TableColumn.Interval("Share before"), TableColumn.Interval("Share after"),
                TableColumn.Number("Adjusted residual"),
            TableColumn.Number("Effective size"), "Label rates before → after",
                "Against the reference, before → after"]);
        List<ForestRow> rows = [];
        List<ForestValue?> ratios = [];
        List<ForestValue?> rates = [];
        List<ForestValue?> changes = [];
        for (int f = 0; f < step.Factors.Count; f++)
        {
            foreach (AccountGroup group in step.Factors[f].Groups)
            {
                string mark = (group.IsTooSmall ? "s" : string.Empty) + (group.IsMissing ? "m" : string.Empty);
                rows.Add(new ForestRow(f, group.Group, group.Before, mark));
                Interval? interval = group.RemovalRatioInterval;
                ratios.Add(group.RemovalRatio.IsDefined
                    ? new ForestValue(group.RemovalRatio.Value, interval?.Low, interval?.High, group.Before) : null);
                Interval? rate = group.Before > 0 ? ProportionInterval.Wilson(group.Removed, group.Before) : null;
                rates.Add(group.RemovalRate.IsDefined
                    ? new ForestValue(group.RemovalRate.Value, rate?.Low, rate?.High, group.Before) : null);
                changes.Add(group.ShareAfter.IsDefined && group.ShareBefore.IsDefined
                    ? new ForestValue(group.ShareAfter.Value - group.ShareBefore.Value, null, null, group.Before)
                        : null);
                Row(table, step.Factors[f], group);
            }
        }

        double meanRate = step.Before == 0 ? 0 : (double)step.Removed / step.Before;
        ForestMetric[] metrics =
        [
            new("Removal rate", 0, meanRate, null, null, "all images", rates),
            new("Removal rate over that of the rest", 0, 1, 0.8, 1.25, "as the rest", ratios),
            new("Change of the share of all images", 0, 0, null, null, "no change", changes),
        ];
        string[] factors = [.. step.Factors.Select(factor => factor.Factor)];
        return new ReportChart(
            "Who was removed",
            "The dashed line is the rate of all images. For the ratio to the rest, 1 is alike and the band from 0.8 "
                + "to 1.25 "
                + "is tolerated. Hollow: too few removals expected to say.",
            string.Join(" ", step.Factors.Select(Sentence)),
            Plots.Forest(factors, rows, metrics, factors.Length),
            table)
        {
            Controls =
            [
                new ChartControl("Show", [.. metrics.Select(metric => metric.Name)]),
                new ChartControl("Factor", ["All", .. factors]),
            ],
        };
    }

    private static void Row(ReportTable table, FactorAccount factor, AccountGroup group)
    {
        string labels = string.Join("; ", group.LabelRates.Select(rate =>
            $"{rate.Label} {Percent(rate.Before)} → {Percent(rate.After)}"));
        string reference = group.RepresentationBefore is null
            ? "–"
            : $"{NumberFormat.Value(group.RepresentationBefore.Value.ValueOrNull)} → "
                + NumberFormat.Value(group.RepresentationAfter?.ValueOrNull);
        table.Add([
            factor.Factor, group.Group, TableCell.Count(group.Before), TableCell.Count(group.Removed),
            TableCell.Count(group.PatientsBefore), TableCell.Count(group.PatientsAfter),
            TableCell.Number(group.RemovalRate.ValueOrNull, Percent(group.RemovalRate)),
            TableCell.Interval(
                group.RemovalRatio.ValueOrNull, group.RemovalRatioInterval?.Low, group.RemovalRatioInterval?.High,
                    group.Before,
                Wording.Reason(group.RemovalRatio.Reason?.Id())),
            Share(group.ShareBefore, group.ShareBeforeInterval, group.Before),
            Share(group.ShareAfter, group.ShareAfterInterval, group.After),
            TableCell.Number(group.AdjustedResidual.ValueOrNull), TableCell.Number(group.EffectiveSize),
            labels.Length == 0 ? "–" : labels, reference]);
    }

    private static TableCell Share(Statistic share, Interval? interval, long n) => TableCell.Interval(
        share.ValueOrNull, interval?.Low, interval?.High, n, Wording.Reason(share.Reason?.Id()));

    private static string Percent(Statistic share) => share.IsDefined ? NumberFormat.Percent(share.Value) : "–";

    private static void Tests(StepAccount step, ReportWriter writer)
    {
        ReportTable table = new("Tests", [
            "Factor", "Verdict", TableColumn.Number("p by patients"), TableColumn.Number("q"), TableColumn.Number("χ²"),
            TableColumn.Number("df"), TableColumn.Number("p of χ²"), TableColumn.Number("G"),
                TableColumn.Number("p of G"),
            TableColumn.Number("Fisher p"), TableColumn.Number("Cramér's V"),
                TableColumn.Interval("Gap of removal rates"),
            TableColumn.Number("KL(after ‖ before)"), TableColumn.Number("Total variation")]);
        foreach (FactorAccount factor in step.Factors)
        {
            table.Add([
                factor.Factor, Words(factor),
                TableCell.Number(factor.PermutationP, NumberFormat.P(factor.PermutationP)),
                TableCell.Number(factor.Q, NumberFormat.P(factor.Q)), TableCell.Number(factor.ChiSquared),
                TableCell.Count(factor.DegreesOfFreedom), TableCell.Number(factor.P, NumberFormat.P(factor.P)),
                TableCell.Number(factor.G), TableCell.Number(factor.GP, NumberFormat.P(factor.GP)),
                TableCell.Number(factor.FisherP, NumberFormat.P(factor.FisherP)),
                    TableCell.Number(factor.CramersV.ValueOrNull),
                TableCell.Interval(
                    factor.RateGap.ValueOrNull, factor.RateGapInterval?.Low, factor.RateGapInterval?.High, step.Before,
                    Wording.Reason(factor.RateGap.Reason?.Id())),
                TableCell.Number(factor.KullbackLeibler), TableCell.Number(factor.TotalVariation)]);
        }

        writer.Table(table);
    }

    private static void Diversity(StepAccount step, ReportWriter writer)
    {
        ReportTable table = new("Diversity indices over groups with a value", [
            "Factor", "Index", TableColumn.Number("Before"), TableColumn.Number("After"),
                TableColumn.Number("Change")]);
        foreach (FactorAccount factor in step.Factors)
        {
            foreach (DiversityChange change in factor.Diversity)
            {
                double? difference = change.Before.IsDefined && change.After.IsDefined
                    ? change.After.Value - change.Before.Value : null;
                table.Add([
                    factor.Factor, change.Index, TableCell.Number(change.Before.ValueOrNull),
                    TableCell.Number(change.After.ValueOrNull),
                        TableCell.Number(difference, NumberFormat.Change(difference))]);
            }
        }

        writer.FoldedTable("The change of every diversity index", table);
    }

    private static void Reasons(StepAccount step, ReportWriter writer)
    {
        if (step.Reasons.Count == 0)
        {
            return;
        }

        ReportTable table = new("Why samples were removed", [
            "Reason", TableColumn.Number("Images"), "By group"]);
        foreach (ReasonCount reason in step.Reasons)
        {
            IEnumerable<string> factors = step.Factors.Select((factor, f) => $"{factor.Factor}: " + string.Join(
                ", ", factor.Groups.Index().Where(group => reason.ByFactor[f][group.Index] > 0).Select(group =>
                    $"{group.Item.Group} {NumberFormat.Count(reason.ByFactor[f][group.Index])}")));
            table.Add([reason.Reason, TableCell.Count(reason.Count), string.Join("; ", factors)]);
        }

        writer.Table(table);
    }
}
