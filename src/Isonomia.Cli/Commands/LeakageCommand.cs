using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia leakage</c>: what do the embeddings of a cohort give away about its people.</summary>
internal static class LeakageCommand
{
    private static readonly EmbeddedCohortOptions Shared = new();

    private static readonly Option<int> Permutations = EmbeddedCohortOptions.Count(
        "--permutations", "Control probes on the attribute permuted between patients (0: none).", 5);

    private static readonly Option<int> Folds = EmbeddedCohortOptions.Count(
        "--folds", "Patient folds of the subgroup separability (0: it is not measured).", 5);

    private static readonly Option<int> Modes =
        EmbeddedCohortOptions.Count("--modes", "Modes of the embeddings that are tested.", 4);

    private static readonly Option<int> Discrepancy = EmbeddedCohortOptions.Count(
        "--mmd-permutations",
            "Also compare every pair of groups by the maximum mean discrepancy, with so many permutations.", 0);

    private static readonly Option<string?> Proxies = ProxyOption.Create();

    internal static Command Create()
    {
        Verb command = new(
            "leakage",
            "Measures what embeddings give away: probes for every attribute (AUROC with intervals by patient, within "
                + "labels, against a permuted control), separability, modes with Kolmogorov-Smirnov tests, proxy "
                + "groups. Writes leakage.json and, with proxy groups, proxy.csv for 'isonomia audit --metadata'.",
            ("Sex, age and site, also within the classes of a label",
                "isonomia leakage cohort --embeddings store --attribute sex --attribute age:0,40,60 --attribute site "
                    + "--label malignant --out leakage"),
            ("No attribute is known: clusters that stand in for groups",
                "isonomia leakage cohort --embeddings store --proxy-groups auto --out leakage"));
        Shared.AddTo(command, Permutations, Folds, Modes, Discrepancy, Proxies);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        (bool hasProxies, int? proxyCount) = ProxyOption.Read(parsed.GetValue(Proxies));
        string folder = parsed.GetRequiredValue(Shared.Out);
        LeakageResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = Leakage.Run(
                new LeakageRequest
                {
                    Source = Shared.From(parsed),
                    Permutations = parsed.GetValue(Permutations),
                    FoldCount = parsed.GetValue(Folds),
                    ModeCount = parsed.GetValue(Modes),
                    DiscrepancyPermutations = parsed.GetValue(Discrepancy),
                    HasProxyGroups = hasProxies,
                    ProxyGroupCount = proxyCount,
                    Seed = parsed.GetValue(Shared.Seed),
                    Threads = parsed.GetValue(Shared.Threads),
                },
                progress,
                cancellation);
        }

        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "leakage.json"), LeakageJson.Serialize(result));
        if (result.Proxies is { } proxies)
        {
            WriteProxies(Path.Combine(folder, "proxy.csv"), result.Ids, proxies.Grouping);
        }

        Print(Terminal.Output, result);
        Console.WriteLine(Path.Combine(folder, "leakage.json"));
        return ExitCode.Success;
    }

    private static void WriteProxies(string path, IReadOnlyList<string> ids, Grouping proxies)
    {
        using CsvWriter writer = new(path, ["id", ProxyGroups.Attribute]);
        for (int row = 0; row < ids.Count; row++)
        {
            writer.Cell(ids[row]);
            writer.Cell(proxies.Groups[proxies.Codes[row]]);
            writer.EndRow();
        }

        writer.Complete();
    }

    private static void Print(IAnsiConsole console, LeakageResult result)
    {
        string patients = result.PatientCount is { } count ? $" of {count} patients" : string.Empty;
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Cohort}: {result.RowCount} embeddings of width {result.Width}{patients}."));
        Table table = new Table().AddColumns(
            "attribute", "group", "test rows", "AUROC", "balanced accuracy", "within label", "permuted",
                "separability");
        foreach (AttributeLeakage one in result.Attributes)
        {
            string rows = one.Auroc.N.ToString(CultureInfo.InvariantCulture);
            table.AddRow(
                Markup.Escape(one.Attribute), string.Empty, rows, Markup.Escape(MetricText.Of(one.Auroc)),
                Markup.Escape(MetricText.Of(one.BalancedAccuracy)),
                one.Conditional is null ? "–" : Markup.Escape(MetricText.Of(one.Conditional)),
                    MetricText.Of(one.PermutedMean),
                one.Separability is null ? "–" : Markup.Escape(MetricText.Of(one.Separability.Pooled)));
            foreach (LeakageGroup group in one.Groups.Where(_ => one.Groups.Count > 2))
            {
                table.AddRow(
                    string.Empty, Markup.Escape(group.Group), group.TestRows.ToString(CultureInfo.InvariantCulture),
                    Markup.Escape(MetricText.Of(group.Auroc)));
            }

            foreach (LeftOutGroup left in one.LeftOut)
            {
                table.AddRow(string.Empty, Markup.Escape(left.Group), string.Empty,
                    Markup.Escape($"left out ({left.Reason})"));
            }
        }

        console.Write(table);
        PrintModes(console, result.Inspection);
        if (result.Proxies is { } proxies)
        {
            string agreement = string.Join(
                ", ", proxies.Agreement.Select(one => $"{one.Attribute} {MetricText.Of(one.AdjustedRand)}"));
            console.WriteLine(
                $"Proxy groups: {proxies.ClusterCount} clusters of {string.Join(", ", proxies.Sizes)} rows, stability "
                + $"{MetricText.Of(proxies.Stability)}; agreement (adjusted Rand) {agreement}.");
        }

        foreach (AuditFlag flag in result.Flags.Concat(result.Inspection.Flags).Concat(result.Proxies?.Flags ?? []))
        {
            console.WriteLine("- " + flag.Sentence);
        }

        foreach (ReadingNote note in result.Notes)
        {
            console.WriteLine("- " + note.Sentence);
        }
    }

    private static void PrintModes(IAnsiConsole console, EmbeddingInspectionResult inspection)
    {
        Table table = new Table()
            .AddColumns("mode (variance)", "farthest pair of groups", "D", "p adjusted", "with mix held equal");
        foreach (EmbeddingMode mode in inspection.Modes)
        {
            foreach (IGrouping<string, ModeTest> tests in inspection.Tests.Where(test => test.Mode == mode.Mode)
                .GroupBy(test => test.Attribute))
            {
                if (tests.Where(test => test.Distance is not null).MaxBy(test => test.Distance) is not { } top)
                {
                    continue;
                }

                ModeTest? matched = inspection.Matched.FirstOrDefault(one => one.Attribute == top.Attribute)?.Tests
                    .FirstOrDefault(test => test.Mode == top.Mode && test.First == top.First
                        && test.Second == top.Second);
                table.AddRow(
                    string.Create(CultureInfo.InvariantCulture, $"{mode.Mode} ({mode.Share:P1})"),
                    Markup.Escape($"{top.Attribute}: {top.First} / {top.Second}"),
                    MetricText.Of(top.Distance), MetricText.P(top.PAdjusted),
                    matched?.Distance is null ? "–"
                        : $"D {MetricText.Of(matched.Distance)}, p {MetricText.P(matched.PAdjusted)}");
            }
        }

        console.Write(table);
    }
}
