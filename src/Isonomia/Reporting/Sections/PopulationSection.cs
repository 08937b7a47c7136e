using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Who is in the data, who is missing, and how common the condition is by group.</summary>
internal static class PopulationSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Composition.Count == 0
        ? null
        : new("population", "Who is in the data", writer => Write(reading, writer));

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        AuditResult audit = reading.Audit;
        writer.Lead(
            "A model is judged on whom it was tested on. A thin group has a wide interval; an absent group has no "
                + "answer at all."
                + (audit.Composition.Any(c => c.Groups.Any(g => g.Group.StartsWith('[')))
                    ? " A group such as [40, 60) holds the values from 40 to under 60."
                    : string.Empty));
        ReportTable table = new("Groups in the audited data",
            ["Group", "Attribute", TableColumn.Number("Rows"), "Share of rows", TableColumn.Number("Patients"),
                TableColumn.Number("Positive"), TableColumn.Interval("Prevalence")]);
        foreach (CompositionResult c in audit.Composition)
        {
            foreach (CompositionGroup g in c.Groups)
            {
                AddRow(table, c, g, audit.Size.Rows);
            }

            if (c.Missing > 0 && !c.Groups.Any(g => g.Group == Datasets.Grouping.MissingGroup))
            {
                AddRow(table, c, Missing(reading, c), audit.Size.Rows);
            }
        }

        if (audit.Composition.Any(c => c.Groups.Any(g => g.Prevalence is not null)))
        {
            writer.Chart(new ReportChart(
                "Prevalence by group",
                "How common the condition is in each group, with Wilson intervals. Unequal prevalence moves predictive "
                    + "values even where the model treats scores alike.",
                string.Join("; ", audit.Composition.SelectMany(c => c.Groups.Where(g => g.Prevalence is not null)
                    .Select(g => $"{c.Attribute} {g.Group}: {NumberFormat.Percent(g.Prevalence)} of {g.Rows}"))) + ".",
                Prevalence(audit), table));
        }
        else
        {
            writer.Table(table);
        }

        writer.Heading("Missing values and balance");
        writer.Table(Balance(audit));
        if (audit.Notes.Count > 0)
        {
            writer.Heading("Decisions made while reading the table");
            writer.List(audit.Notes.Select(n => n.Sentence));
        }
    }

    private static CompositionGroup Missing(AuditReading reading, CompositionResult c)
    {
        GroupResult? g = reading.Audit.Groups.FirstOrDefault(g => g.Attribute == c.Attribute && g.IsMissing);
        return new(
            Datasets.Grouping.MissingGroup, c.Missing, g?.Units ?? 0, g?.Positives, c.MissingPrevalence, null, null);
    }

    private static void AddRow(ReportTable table, CompositionResult c, CompositionGroup g, long all)
    {
        double share = all == 0 ? 0 : (double)g.Rows / all;
        string width = (100 * share).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);
        TableCell bar = new(
            Markup.Of(
                $"<span class=\"meter\" aria-hidden=\"true\"><span "
                    + $"style=\"width:{width}%\"></span></span>{NumberFormat.Percent(share)}"),
            $" data-v=\"{share.ToString("R", System.Globalization.CultureInfo.InvariantCulture)}\"");
        table.Add([
            g.Group, c.Attribute, TableCell.Count(g.Rows), bar,
            g.Units == 0 ? TableCell.Count(null) : TableCell.Count(g.Units),
            TableCell.Count(g.Positives),
            g.Prevalence is null
                ? TableCell.Number(null)
                : TableCell.Interval(g.Prevalence, g.PrevalenceLow, g.PrevalenceHigh, g.Rows, null)]);
    }

    private static System.Text.Json.Nodes.JsonObject Prevalence(AuditResult audit)
    {
        List<ForestRow> rows = [];
        List<ForestValue?> values = [];
        for (int a = 0; a < audit.Composition.Count; a++)
        {
            CompositionResult c = audit.Composition[a];
            rows.AddRange(c.Groups.Select(g => new ForestRow(a, g.Group, g.Rows, "")));
            values.AddRange(c.Groups.Select(g =>
                g.Prevalence is double p
                    ? new ForestValue(p, g.PrevalenceLow, g.PrevalenceHigh, g.Rows)
                    : (ForestValue?)null));
            if (c.Missing > 0
                && c.MissingPrevalence is double missing
                && !c.Groups.Any(g => g.Group == Datasets.Grouping.MissingGroup))
            {
                rows.Add(new ForestRow(a, Datasets.Grouping.MissingGroup, c.Missing, "m"));
                values.Add(new ForestValue(missing, null, null, c.Missing));
            }
        }

        SampleSize size = audit.Size;
        double? overall = size.Positives is long p && size.Negatives is long n && p + n > 0
            ? (double)p / (p + n)
            : null;
        return Plots.Forest(
            [.. audit.Composition.Select(c => c.Attribute)], rows,
            [new ForestMetric("Prevalence", 0, overall, null, null, "all patients", values)], audit.Composition.Count);
    }

    /// <summary>A column an attribute: there are few attributes and many measures.</summary>
    private static ReportTable Balance(AuditResult audit)
    {
        IReadOnlyList<CompositionResult> all = audit.Composition;
        ReportTable table = new(
            "Missing values, balance and association with the label",
            ["Measure", .. all.Select(c => TableColumn.Number(c.Attribute))]);
        void Add(Markup name, Func<CompositionResult, TableCell> cell) => table.Add([name, .. all.Select(cell)]);

        Add(Markup.Text("Rows without a value"), c => TableCell.Count(c.Missing));
        Add(Markup.Text("Prevalence where missing"), c => TableCell.Number(c.MissingPrevalence));
        Add(Markup.Text("Prevalence where known"), c => TableCell.Number(c.KnownPrevalence));
        Add(
            Markup.Text("p of values missing at random"),
            c => TableCell.Number(c.MissingnessP, NumberFormat.P(c.MissingnessP)));
        Add(Markup.Text("Cramér's V with the label"), c => TableCell.Number(c.CramersV));
        Add(
            Markup.Text("p of no association with the label"),
            c => TableCell.Number(c.AssociationP, NumberFormat.P(c.AssociationP)));
        foreach (string id in all.SelectMany(c => c.Diversity.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            string name = DiversityIndex.All.TryGet(id, out DiversityIndex? index) ? index.Name : Wording.Plain(id);
            Add(
                Markup.Of($"{name}<small><code>{id}</code></small>"),
                c => TableCell.Number(c.Diversity.TryGetValue(id, out double value) ? value : null));
        }

        return table;
    }
}
