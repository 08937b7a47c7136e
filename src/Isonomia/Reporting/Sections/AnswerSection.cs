using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The first screen: the answer, how sure it is, and what the data cannot tell.</summary>
internal static class AnswerSection
{
    internal static ReportSection? For(AuditReading reading) =>
        new("answer", "The answer", writer => Write(reading, writer));

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        AuditVerdict verdict = reading.Audit.Verdict;
        writer.Write($"<div class=\"answer\"><p class=\"verdict\">{Wording.Badge(verdict.Verdict)}</p>");
        int end = verdict.Headline.IndexOf(". ", StringComparison.Ordinal);
        writer.Write($"<h1>{(end < 0 ? verdict.Headline : verdict.Headline[..(end + 1)])}</h1>");
        if (end >= 0)
        {
            writer.Write($"<p class=\"headline\">{verdict.Headline[(end + 2)..]}</p>");
        }

        foreach (AuditFlag flag in reading.Audit.Flags.Where(f => f.IsSevere))
        {
            writer.Write(
                $"<p class=\"warning\"><span aria-hidden=\"true\">⚠</span> <strong>Read with care.</strong> "
                    + $"{flag.Sentence}</p>");
        }

        writer.Write(Facts(reading));
        writer.Write($"</div>");
        WriteHeadlinePlot(reading, writer);
        if (verdict.Sentences.Count > 0)
        {
            writer.Heading("Also found");
            writer.List(verdict.Sentences);
        }

        writer.Write($"<div class=\"cannot\"><h3>What this data cannot tell</h3>");
        IReadOnlyList<string> limits = Limits(reading);
        if (limits.Count > 0)
        {
            writer.List(limits);
        }

        writer.Paragraph(
            "The answer speaks of these groups, metrics and patients only. It does not say why a gap exists, "
            + "and not finding one elsewhere is not a certificate.");
        writer.Write($"</div>");
    }

    private static Markup Facts(AuditReading reading)
    {
        AuditVerdict v = reading.Audit.Verdict;
        SampleSize size = reading.Audit.Size;
        List<Markup> facts = [];
        if (v.WorstGroup is not null && v.Attribute is not null)
        {
            GroupResult? group = reading.Group(v.Attribute, v.WorstGroup);
            MetricValue? value = reading.HeadlineMetric is null
                ? null
                : group?.Metrics.GetValueOrDefault(reading.HeadlineMetric);
            string detail = value?.Value is null
                ? $"{v.Attribute}"
                : $"{v.Attribute}; {Wording.MetricName(reading.HeadlineMetric!)} {NumberFormat.Value(value.Value)} "
                  + $"({NumberFormat.Range(value.Low, value.High)}), n {NumberFormat.Count(value.N)}";
            bool isFound = v.Verdict == VerdictIds.Found;
            facts.Add(
                Fact(
                    isFound ? "Worst served" : "Lowest value, not settled", PlainWords.Group(v.WorstGroup).Trim('\''),
                    detail));
        }

        if (reading.Headline is { Value: not null } d)
        {
            facts.Add(Fact(
                "Gap", NumberFormat.Value(d.Value),
                $"{reading.Level} interval {NumberFormat.Range(d.Low, d.High)}; margin "
                    + $"{NumberFormat.Value(d.Detail.Margin)}; "
                + $"adjusted p {NumberFormat.P(d.PAdjusted)}"));
        }

        facts.Add(Fact(
            "Checked", Counted(v.Found + v.Insufficient + v.NoneFound, "comparison"),
            $"▲ {v.Found} found · ? {v.Insufficient} not settled · ● {v.NoneFound} none above the margin"));
        string positives = size.Positives is null
            ? string.Empty
            : $"; {NumberFormat.Count(size.Positives.Value)} with the condition";
        facts.Add(
            Fact("In the data", Counted(size.Units, "patient"), $"{NumberFormat.Count(size.Rows)} rows{positives}"));
        return Markup.Of($"<dl class=\"facts\">{Markup.Join(facts)}</dl>");
    }

    private static Markup Fact(string term, string value, string detail) =>
        Markup.Of($"<div><dt>{term}</dt><dd><strong>{value}</strong><span>{detail}</span></dd></div>");

    private static void WriteHeadlinePlot(AuditReading reading, ReportWriter writer)
    {
        if (reading.HeadlineMetric is not string metric || reading.Audit.Verdict.Attribute is not string attribute)
        {
            return;
        }

        string name = Wording.MetricName(metric);
        writer.Chart(new ReportChart(
            $"{name} by {attribute}",
            $"{Wording.MetricMeaning(metric)} Bars are {reading.Level} intervals; the broken line is all patients.",
            InWords(reading, attribute, metric),
            reading.Forest([attribute], [metric]),
            reading.GroupTable($"{name} by {attribute}", [attribute], [metric])));
    }

    private static string InWords(AuditReading reading, string attribute, string metric) =>
        string.Join("; ", reading.Audit.Groups.Where(g => g.Attribute == attribute).Select(g =>
        {
            MetricValue? v = g.Metrics.GetValueOrDefault(metric);
            return v?.Value is null
                ? $"{g.Group}: not defined"
                : $"{g.Group}: {NumberFormat.Value(v.Value)}, interval {NumberFormat.Range(v.Low, v.High)}, n {v.N}";
        })) + ".";

    private static IReadOnlyList<string> Limits(AuditReading reading)
    {
        AuditResult audit = reading.Audit;
        List<string> limits = [.. audit.Verdict.NotAssessed];
        string[] missing =
        [
            .. audit.Composition.Where(c => c.Missing > 0)
            .Select(c => $"{c.Attribute} {NumberFormat.Count(c.Missing)} rows"),
        ];
        if (missing.Length > 0)
        {
            limits.Add(
                $"No value recorded: {string.Join(", ", missing)}. These rows count in the overall figures and are "
                    + "shown as a line of their own.");
        }

        string[] small = [.. audit.Groups.Where(g => g is { IsSmall: true, IsMissing: false, IsIntersection: false })
            .Select(g => $"{g.Attribute} {PlainWords.Group(g.Group)}")
            .Where(name => !audit.Verdict.NotAssessed.Any(s => s.Contains(name, StringComparison.Ordinal)))];
        if (small.Length > 0)
        {
            limits.Add($"Too small to compare: {string.Join(", ", small)}.");
        }

        if (audit.Undefined.Count > 0)
        {
            limits.Add(audit.Undefined.Count == 1
                ? "1 number could not be computed; see what was not tested."
                : $"{NumberFormat.Count(audit.Undefined.Count)} numbers could not be computed; see what was not "
                    + "tested.");
        }

        limits.AddRange(audit.Flags.Where(f => !f.IsSevere).Select(f => f.Sentence));
        return limits;
    }

    private static string Counted(long count, string noun) =>
        NumberFormat.Count(count) + " " + noun + (count == 1 ? "" : "s");
}
