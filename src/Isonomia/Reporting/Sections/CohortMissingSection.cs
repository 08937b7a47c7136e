using Isonomia.Documentation;

namespace Isonomia.Reporting;

/// <summary>Completeness, patterns, and whether missing values hang together with what is known.</summary>
internal static class CohortMissingSection
{
    private const int MostPatterns = 16;

    internal static void Write(CohortDocument document, ReportWriter writer)
    {
        string unit = CohortSections.Unit(document);
        writer.Lead("A value that is missing more often for one group or one finding can hide or make a disparity. "
            + "Missing at random cannot be shown from the same data.");
        ReportTable verdicts = new("Why values may be missing", [
            "Attribute", TableColumn.Number("Known"), TableColumn.Number("Not known"), "What the data say",
                TableColumn.Interval("Told by known facts (AUROC)")]);
        foreach (MissingnessProfile profile in document.Missingness)
        {
            verdicts.Add([
                profile.Attribute, TableCell.Count(profile.Known), TableCell.Count(profile.Missing), profile.Verdict,
                TableCell.Interval(profile.Auroc, profile.AurocLow, profile.AurocHigh, null,
                    "too few, or no fact to tell it")]);
        }

        writer.Table(verdicts);
        if (document.Missingness.All(profile => profile.Missing == 0))
        {
            writer.Paragraph("Nothing is missing.");
        }

        Steps(document, unit, writer);
        ReportTable tests = new("Missing values against what is known", [
            "Attribute", "Known fact", "Where", TableColumn.Number("Effect"), TableColumn.Number("p"),
                TableColumn.Number("p, adjusted"), "Test", TableColumn.Number(unit)]);
        foreach (MissingnessProfile profile in document.Missingness)
        {
            foreach (MissingnessTest test in profile.Tests)
            {
                tests.Add(test.Q < 0.05 ? "differs" : null, [
                    profile.Attribute, test.Covariate,
                        new TableCell(Markup.Of($"<small class=\"why\">{test.Sentence}</small>")),
                        TableCell.Number(test.Effect),
                    TableCell.Number(test.P, NumberFormat.P(test.P)), TableCell.Number(test.Q, NumberFormat.P(test.Q)),
                        test.Test, TableCell.Count(test.Patients)]);
            }
        }

        if (tests.RowCount > 0)
        {
            writer.FoldedTable($"{tests.RowCount} tests of missing values against what is known", tests);
        }

        ReportTable odds = new("Odds of missing a value", ["Attribute", "Fact", TableColumn.Number("Odds ratio")]);
        foreach (MissingnessProfile profile in document.Missingness)
        {
            foreach ((string term, double ratio) in profile.OddsRatios.OrderByDescending(pair =>
                Math.Abs(Math.Log(pair.Value))).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(12))
            {
                odds.Add([profile.Attribute, term, TableCell.Number(ratio)]);
            }
        }

        if (odds.RowCount > 0)
        {
            writer.FoldedTable("Odds ratios of the regression, largest first", odds);
        }

        Patterns(document, unit, writer);
        if (document.Little is { } little)
        {
            writer.Paragraph(little.P is double p
                ? $"Little's test of missing completely at random over {string.Join(", ", little.Columns)}: d² "
                    + $"{NumberFormat.Value(little.Statistic)}, {little.DegreesOfFreedom} degrees of freedom, p "
                    + $"{NumberFormat.P(p)}."
                : $"Little's test over {string.Join(", ", little.Columns)} is not defined: "
                    + $"{little.Undefined ?? "no degrees of freedom"}.");
        }
    }

    /// <summary>Steps in time, and who is among those without a value by a prediction.</summary>
    private static void Steps(CohortDocument document, string unit, ReportWriter writer)
    {
        ReportTable steps = new("Where the share without a value changes", [
            "Attribute", "Along", "First value after the step", TableColumn.Number("Missing before"),
                TableColumn.Number("Missing after"), TableColumn.Number("Likelihood ratio"), TableColumn.Number("p")]);
        foreach (MissingnessProfile profile in document.Missingness)
        {
            if (profile.Change is { } change)
            {
                steps.Add(change.P < 0.05 ? "differs" : null, [
                    profile.Attribute, change.Column, change.From, Share(change.MissingBefore, change.PatientsBefore),
                    Share(change.MissingAfter, change.PatientsAfter), TableCell.Number(change.LikelihoodRatio),
                    TableCell.Number(change.P, NumberFormat.P(change.P))]);
            }
        }

        if (steps.RowCount > 0)
        {
            writer.Table(steps);
            writer.Paragraph("The cut with the largest binomial likelihood ratio; p from 1,000 permutations. Every "
                + "column has such a cut; only the p-value says whether it means anything.");
        }

        ReportTable shares = new("Who is among those without a value, by a prediction", [
            "Attribute", "Group", "Predicted by", TableColumn.Number(unit), TableColumn.Interval("Estimated share"),
                TableColumn.Number("Share of the others"), TableColumn.Number("True positive rate"),
                TableColumn.Number("False positive rate")]);
        foreach (MissingGroupShare share in document.Missingness.SelectMany(profile => profile.GroupShares))
        {
            shares.Add([
                share.Attribute, share.Group, share.Column, TableCell.Count(share.Patients),
                TableCell.Interval(share.Share, share.Low, share.High, null, share.Undefined ?? "not defined"),
                TableCell.Number(share.KnownShare), TableCell.Number(share.TruePositiveRate),
                TableCell.Number(share.FalsePositiveRate)]);
        }

        if (shares.RowCount > 0)
        {
            writer.Table(shares);
            writer.Paragraph("The share predicted, corrected by the prediction's true and false positive rates on "
                + "those with a value. It holds if the prediction errs alike on those without one, which the data "
                + "cannot show.");
        }

        static TableCell Share(int part, int whole) => TableCell.Number((double)part / whole,
            $"{NumberFormat.Percent((double)part / whole)} of {NumberFormat.Count(whole)}");
    }

    private static void Patterns(CohortDocument document, string unit, ReportWriter writer)
    {
        if (document.MissingPatterns.Count < 2)
        {
            return;
        }

        ReportTable table = new("Patterns of missing values",
            ["Missing together", TableColumn.Number(unit), TableColumn.Number("Share")]);
        foreach (MissingPattern pattern in document.MissingPatterns)
        {
            table.Add([Name(pattern), TableCell.Count(pattern.Patients),
                TableCell.Number((double)pattern.Patients / document.Patients,
                NumberFormat.Percent((double)pattern.Patients / document.Patients))]);
        }

        MissingPattern[] shown = [.. document.MissingPatterns.Take(MostPatterns)];
        writer.Chart(new ReportChart(
            "Which values are missing together", $"Shares of {unit}.",
                string.Join(", ", shown.Select(pattern => $"{Name(pattern)} {NumberFormat.Count(pattern.Patients)}")),
            BarPlot.Of(
                [.. shown.Select(pattern =>
                    new BarRow(Name(pattern), (double)pattern.Patients / document.Patients, null, null, null,
                    $"{NumberFormat.Percent((double)pattern.Patients / document.Patients)} · "
                    + $"{NumberFormat.Count(pattern.Patients)}"))],
                $"share of {unit}", null, isShare: true),
            table));
    }

    private static string Name(MissingPattern pattern) => pattern.Missing.Count == 0 ? "nothing missing"
        : string.Join(" + ", pattern.Missing);
}
