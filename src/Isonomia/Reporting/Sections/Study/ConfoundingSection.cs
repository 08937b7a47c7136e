using Isonomia.Adaptation;
using Isonomia.Fairness;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>Whether groups that can be told from the picture also go along with the label: where a model may have
/// learned the group instead of the condition.</summary>
/// <remarks>The AUROC over all patients is a mean over pairs of a positive and a negative patient. Pairs within a group
/// say what a model knows beyond the group; pairs between groups also reward knowing the group. Both parts come from
/// the audit's counts and group AUROCs.</remarks>
internal static class ConfoundingSection
{
    private const string Auroc = "auroc";

    internal static ReportSection? For(StudyResult study) =>
        study.Cells.Count > 1 || study.Leakages.Count == 0 || !study.Audits[0].Overall.ContainsKey(Auroc)
            ? null
            : new("confounding", "Group or condition", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        AuditResult audit = study.Audits[0];
        LeakageResult leakage = study.Leakages.Values.First();
        writer.Lead(
            "Where a group can be told from the picture and the condition is more common in it, a model can score well "
                + "by "
            + "recognizing the group. The last two columns take that apart: the AUROC over all patients, and the mean "
            + "over pairs "
            + "of patients of the same group, which the group cannot help.");
        ReportTable table = new("Groups, label and what the model knows", [
            "Attribute", TableColumn.Number("Told from the embedding (AUROC)"), TableColumn.Number("Lowest prevalence"),
            TableColumn.Number("Highest prevalence"), TableColumn.Number("Label from the group alone (AUROC)"),
            TableColumn.Number("Model, all patients (AUROC)"), TableColumn.Number("Model, within groups (AUROC)")]);
        List<string> sentences = [];
        foreach (CompositionResult c in audit.Composition)
        {
            Row[] rows = [.. Rows(audit, c)];
            AttributeLeakage? leak = leakage.Attributes.FirstOrDefault(a => a.Attribute == c.Attribute);
            if (rows.Length < 2)
            {
                continue;
            }

            double? alone = FromGroupAlone(rows);
            double? within = Within(rows);
            double[] prevalences = [.. rows.Where(row => row.Positives + row.Negatives >= 20)
                .Select(row => row.Positives / (double)(row.Positives + row.Negatives))];
            table.Add([
                c.Attribute, TableCell.Number(leak?.Auroc.Value),
                TableCell.Number(prevalences.Length == 0 ? null : prevalences.Min()),
                TableCell.Number(prevalences.Length == 0 ? null : prevalences.Max()), TableCell.Number(alone),
                TableCell.Number(audit.Overall[Auroc].Value), TableCell.Number(within)]);
            if (leak?.Auroc.Low > 0.5 && alone > 0.55)
            {
                sentences.Add(
                    $"{c.Attribute} can be told from the embedding (AUROC {NumberFormat.Value(leak.Auroc.Value)}) and "
                        + $"goes along "
                    + $"with the label: the group alone predicts it with an AUROC of {NumberFormat.Value(alone)}. "
                    + $"Among patients "
                    + $"of the same group the model reaches {NumberFormat.Value(within)}, over all patients "
                    + $"{NumberFormat.Value(audit.Overall[Auroc].Value)}.");
            }
        }

        writer.Table(table);
        writer.List(sentences.Count > 0
            ? sentences
            : [
                "No attribute both can be told from the embedding and predicts the label by itself (AUROC above "
                    + "0.55)."]);
        WriteWithin(audit, writer);
    }

    /// <summary>The gaps within each level of the controls.</summary>
    private static void WriteWithin(AuditResult audit, ReportWriter writer)
    {
        DisparityResult[] within =
        [
            .. audit.Disparities.Where(d => d is { Control: not null, Metric: Auroc, Aggregation: "gap" }
                && !d.Control.StartsWith(d.Attribute + "=", StringComparison.Ordinal)),
        ];
        if (within.Length == 0)
        {
            return;
        }

        ReportTable table = new("Gaps in AUROC within each level of the controls", [
            "Within", "Attribute", TableColumn.Interval("Gap"), "Worst group", "Best group"]);
        foreach (DisparityResult d in within)
        {
            table.Add([
                d.Control!, d.Attribute,
                TableCell.Interval(d.Value, d.Low, d.High, null, Wording.Reason(d.Detail.Undefined)),
                d.Detail.WorstGroup ?? "–", d.Detail.BestGroup ?? "–"]);
        }

        writer.Heading("Within each level of the controls");
        writer.Table(table);
    }

    private static IEnumerable<Row> Rows(AuditResult audit, CompositionResult composition)
    {
        foreach (CompositionGroup group in composition.Groups)
        {
            GroupResult? found = audit.Groups.FirstOrDefault(
                g => g.Attribute == composition.Attribute && g.Group == group.Group);
            if (found is { IsMissing: false, Positives: { } positives, Negatives: { } negatives })
            {
                yield return new Row(positives, negatives, found.Metrics.GetValueOrDefault(Auroc)?.Value);
            }
        }
    }

    /// <summary>The AUROC of the group's own prevalence as score; ties count one half.</summary>
    private static double? FromGroupAlone(Row[] rows)
    {
        double pairs = rows.Sum(row => (double)row.Positives) * rows.Sum(row => (double)row.Negatives);
        if (pairs == 0)
        {
            return null;
        }

        double won = 0;
        foreach (Row a in rows)
        {
            foreach (Row b in rows)
            {
                int order = a.Prevalence.CompareTo(b.Prevalence);
                won += (double)a.Positives * b.Negatives * (order > 0 ? 1 : order == 0 ? 0.5 : 0);
            }
        }

        return won / pairs;
    }

    /// <summary>The mean of the groups' AUROCs, each with the weight of its pairs.</summary>
    private static double? Within(Row[] rows)
    {
        Row[] known = [.. rows.Where(row => row.Auroc is not null)];
        double pairs = known.Sum(row => (double)row.Positives * row.Negatives);
        return pairs == 0 ? null : known.Sum(row => (double)row.Positives * row.Negatives * row.Auroc!.Value) / pairs;
    }

    private sealed record Row(long Positives, long Negatives, double? Auroc)
    {
        internal double Prevalence => Positives + Negatives == 0 ? 0 : Positives / (double)(Positives + Negatives);
    }
}
