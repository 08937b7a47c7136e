using System.Globalization;
using Isonomia.Integrity;

namespace Isonomia.Reporting;

/// <summary>The sections of a check: the answer, the findings by severity, what was clear, what could not
/// run.</summary>
internal static class IntegritySections
{
    private static readonly CheckSeverity[] Order =
        [CheckSeverity.Blocking, CheckSeverity.Major, CheckSeverity.Minor, CheckSeverity.Note];

    internal static IReadOnlyList<ReportSection> For(IntegrityResult result, SmallPictures? pictures, int pictureCount)
    {
        List<ReportSection> sections = [new("answer", "The answer", writer => Answer(result, writer))];
        foreach (CheckSeverity severity in Order)
        {
            CheckResult[] found = [.. result.Findings.Where(check => check.Severity == severity)];
            if (found.Length > 0)
            {
                sections.Add(new(Word(severity), Title(severity), writer =>
                {
                    foreach (CheckResult check in found)
                    {
                        IntegrityFindingSection.Write(check, pictures, pictureCount, writer);
                    }
                }));
            }
        }

        sections.Add(new("clear", "Checks without a finding", writer => Clear(result, writer)));
        sections.Add(new("method", "Method and data", writer => Method(result, writer)));
        return sections;
    }

    /// <summary>Severity by symbol and word: color is never alone.</summary>
    internal static Markup Badge(CheckSeverity severity)
    {
        string look = severity >= CheckSeverity.Major ? "found"
            : severity == CheckSeverity.Minor ? "open" : "no-verdict";
        return Markup.Of(
            $"""
            <span class="badge {look}" style="white-space:nowrap"><span aria-hidden="true">{Symbol(severity)}</span>
            {Word(severity)}</span>
            """);
    }

    internal static string Word(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Blocking => "blocking",
        CheckSeverity.Major => "major",
        CheckSeverity.Minor => "minor",
        _ => "note",
    };

    private static string Symbol(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Blocking => "■",
        CheckSeverity.Major => "▲",
        CheckSeverity.Minor => "◆",
        _ => "○",
    };

    private static string Title(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Blocking => "Blocking: mend before any result is used",
        CheckSeverity.Major => "Major: results can be wrong, or answer another question",
        CheckSeverity.Minor => "Minor: look at these",
        _ => "Notes: to be stated with every result",
    };

    private static void Answer(IntegrityResult result, ReportWriter writer)
    {
        CheckResult[] blocking = [.. result.Findings.Where(check => check.Severity == CheckSeverity.Blocking)];
        CheckResult[] open = [.. blocking.Where(check => check.Accepted is null)];
        string patients = result.Patients is { } count
            ? $" of {NumberFormat.Count(count)} patients" : " (patients are not known)";
        writer.Write($"<div class=\"answer\">");
        writer.Write($"<h1>{Headline(result, open.Length, blocking.Length)}</h1>");
        string opened = result.PicturesRead == 0
            ? "no picture was" : $"{NumberFormat.Count(result.PicturesRead)} pictures were";
        writer.Write($"<p>{NumberFormat.Count(result.Samples)} samples{patients}; {opened} opened. "
            + $"A check that finds nothing is no proof that nothing is there.</p>");
        foreach (CheckResult check in open)
        {
            writer.Write(
                $"<p class=\"warning\"><span aria-hidden=\"true\">■</span> <strong>Blocking: {check.Name}.</strong> "
                + $"{check.Sentence} {check.AuditEffect}</p>");
        }

        foreach (CheckResult check in result.Findings.Where(check => check.Accepted is not null))
        {
            writer.Write($"<p class=\"note\"><strong>Accepted: {check.Name}.</strong> Reason: {check.Accepted}</p>");
        }

        writer.Write($"""
            <dl class="facts">{Markup.Join(Order.Select(severity => Fact(
                Word(severity), result.CountOf(severity), severity == CheckSeverity.Note ? "stated" : "findings")))}
            {Fact("clear", result.Checks.Count(check => check.Status == CheckStatus.Clear), "checks")}
            {Fact("could not run", result.Checks.Count(check => check.Status == CheckStatus.NotApplicable), "checks")}
            </dl>
            """);
        writer.Write($"</div>");
        if (!result.Findings.Any())
        {
            return;
        }

        ReportTable table = new("Findings", ["Check", "Severity", TableColumn.Number("Count"),
            "What was found", "What it would do to an audit"]);
        foreach (CheckResult check in result.Findings)
        {
            table.Add(check.Severity >= CheckSeverity.Major ? "differs" : null, [
                new TableCell(Markup.Of($"<a href=\"#check-{check.Id}\">{check.Name}</a><small>{check.Id}</small>")),
                new TableCell(Badge(check.Severity!.Value)), TableCell.Count(check.Count).Under(check.Unit),
                new TableCell(Markup.Of($"<small class=\"why\">{Short(check.Sentence)}</small>")),
                new TableCell(Markup.Of($"<small class=\"why\">{check.AuditEffect}</small>"))]);
        }

        writer.Table(table);
    }

    private static string Headline(IntegrityResult result, int open, int blocking)
    {
        int major = result.CountOf(CheckSeverity.Major);
        string more = major == 0 ? string.Empty : $", and {major} major one{(major == 1 ? string.Empty : "s")}";
        return open > 0 ? $"{open} finding{(open == 1 ? " blocks" : "s block")} any result on this data{more}."
            : blocking > 0 ? $"Nothing blocks that was not accepted{more}."
            : major > 0 ? $"Nothing blocks; {major} major finding{(major == 1 ? string.Empty : "s")} must be stated "
                + $"with "
                + "every result."
            : "Nothing that was looked for corrupts results on this data.";
    }

    private static Markup Fact(string name, int count, string what) => Markup.Of(
        $"<div><dt>{name}</dt><dd><strong>{count}</strong><span>{what}</span></dd></div>");

    private static string Short(string sentence) => sentence.Length <= 220 ? sentence : sentence[..217] + "…";

    private static void Clear(IntegrityResult result, ReportWriter writer)
    {
        ReportTable clear = new("Ran and found nothing", ["Check", "What it says", "Rule"]);
        ReportTable none = new("Could not run", ["Check", "Why"]);
        foreach (CheckResult check in result.Checks)
        {
            if (check.Status == CheckStatus.Clear)
            {
                clear.Add([Name(check), check.Sentence,
                    new TableCell(
                        Markup.Of($"<small class=\"why\">{IntegrityCheck.All[check.Id].Algorithm}</small>"))]);
            }
            else if (check.Status == CheckStatus.NotApplicable)
            {
                none.Add([Name(check), check.Sentence]);
            }
        }

        writer.Lead("What could not run says nothing about the data: it says what was not declared or not there.");
        writer.Table(clear);
        writer.Table(none);
    }

    private static TableCell Name(CheckResult check) =>
        new(Markup.Of($"{check.Name}<small>{check.Id}</small>"));

    private static void Method(IntegrityResult result, ReportWriter writer)
    {
        writer.List([
            $"Table {result.ManifestName}, SHA-256 {result.ManifestSha256}; cohort fingerprint {result.Fingerprint}.",
            string.Create(CultureInfo.InvariantCulture, $"Seed {result.Request.Seed}; Isonomia {result.Version}. ")
                + "The same cohort, thresholds and seed give the same result for any number of threads.",
            result.Request.Settings.Count == 0
                ? "All thresholds have their defaults."
                : "Thresholds that were set: " + string.Join(", ", result.Request.Settings.Order()
                    .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} = {pair.Value}"))) + ".",
            "Shares by group have Wilson's 95 % intervals and count images; ids are of samples, never of patients.",
            .. result.Notes,
        ]);
        ReportTable table = new("The checks that were asked for", ["Check", "Rule", "Thresholds", "Source"]);
        foreach (CheckResult check in result.Checks.OrderBy(check => check.Id, StringComparer.Ordinal))
        {
            IntegrityCheck entry = IntegrityCheck.All[check.Id];
            string settings = string.Join("; ", entry.Settings.Select(setting => string.Create(
                CultureInfo.InvariantCulture,
                $"{setting.Name} = {check.Settings.GetValueOrDefault(setting.Name, setting.Default)}: "
                + $"{setting.Meaning}")));
            table.Add([Name(check), new TableCell(Markup.Of($"<small class=\"why\">{entry.Algorithm}</small>")),
                new TableCell(Markup.Of($"<small class=\"why\">{(settings.Length == 0 ? "–" : settings)}</small>")),
                new TableCell(Markup.Of($"<small class=\"why\">{entry.Source.Text}</small>"))]);
        }

        writer.FoldedTable("Rules, thresholds and sources", table);
    }
}
