using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Robustness;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia shift</c>: train at one site, use at the others: who loses, does the gap transfer.</summary>
internal static class ShiftCommand
{
    private static readonly EmbeddedCohortOptions Shared = new();

    private static readonly Option<string?> Positive = EmbeddedCohortOptions.One(
        "--positive", "The label value that is positive; all others are negative.");

    private static readonly Option<string> Site = new("--site")
    {
        Description = "The column that names the site (hospital, scanner, data set).", HelpName = "COL",
            Required = true,
    };

    private static readonly Option<string[]> TrainingSites = new("--train-site")
    {
        Description = "Train at this site only (default: at every site that is large enough).",
        HelpName = "VALUE",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<int> Minimum = EmbeddedCohortOptions.Count(
        "--minimum-patients", "The fewest patients of each class at a site.", 25);

    private static readonly Option<string> Threshold = new("--threshold")
    {
        Description = "The threshold policy, fitted on the training site's validation rows and kept everywhere.",
        HelpName = "POLICY",
        DefaultValueFactory = _ => "youden",
    };

    private static readonly Option<string> MetricId = new("--metric")
    {
        Description = "The metric that is followed.", HelpName = "ID", DefaultValueFactory = _ => "auroc",
    };

    private static readonly Option<int> Replicates =
        EmbeddedCohortOptions.Count("--replicates", "Bootstrap replicates.", 2000);

    private static readonly Option<int> Permutations = EmbeddedCohortOptions.Count(
        "--mmd-permutations", "Permutations of the tests on embeddings (0: none).", 199);

    internal static Command Create()
    {
        Verb command = new(
            "shift",
            "Trains a probe at one site and follows it to the others with the same threshold: change by group, gap "
                + "transfer table, tests of what changed (mix, prevalence, pictures), decomposition, matched gap. "
                + "Writes shift.json.",
            ("Every hospital that is large enough against every other",
                "isonomia shift cohort --embeddings store --label malignant --site hospital --attribute sex "
                    + "--attribute age:0,40,60 --out shift"));
        Shared.AddTo(command, Positive, Site, TrainingSites, Minimum, Threshold, MetricId, Replicates, Permutations);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(Shared.Out);
        ShiftStudyResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = ShiftStudy.Run(
                new ShiftStudyRequest
                {
                    Source = Shared.From(parsed),
                    Label = Shared.RequireLabel(parsed),
                    Positive = parsed.GetValue(Positive),
                    Site = parsed.GetRequiredValue(Site),
                    TrainingSites = parsed.GetValue(TrainingSites) ?? [],
                    MinimumPatients = parsed.GetValue(Minimum),
                    Threshold = parsed.GetRequiredValue(Threshold),
                    Metric = parsed.GetRequiredValue(MetricId),
                    Replicates = parsed.GetValue(Replicates),
                    Permutations = parsed.GetValue(Permutations),
                    Seed = parsed.GetValue(Shared.Seed),
                    Threads = parsed.GetValue(Shared.Threads),
                },
                progress,
                cancellation);
        }

        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "shift.json"), ShiftJson.Serialize(result));
        Print(Terminal.Output, result);
        Console.WriteLine(Path.Combine(folder, "shift.json"));
        return ExitCode.Success;
    }

    private static void Print(IAnsiConsole console, ShiftStudyResult result)
    {
        foreach (ShiftSite site in result.Sites)
        {
            console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{site.Site}: {site.Rows} rows of {site.Patients} patients, {site.Prevalence ?? 0:P1} positive"
                + $"{(site.LeftOut is null ? string.Empty : " (too small)")}"));
        }

        Table pairs = new Table().AddColumns("from → to", $"{result.Metric} from", "to", "change", "what changed");
        foreach (ShiftPair pair in result.Pairs)
        {
            pairs.AddRow(
                Markup.Escape($"{pair.First} → {pair.Second}"), Markup.Escape(MetricText.Of(pair.Overall.First)),
                Markup.Escape(MetricText.Of(pair.Overall.Second)),
                Markup.Escape(
                    $"{MetricText.Of(pair.Overall.Change)} [{MetricText.Of(pair.Overall.ChangeLow)}, "
                        + $"{MetricText.Of(pair.Overall.ChangeHigh)}]"),
                pair.Present.Count == 0 ? "nothing found" : string.Join(", ", pair.Present));
        }

        console.Write(pairs);
        Table transfer = new Table()
            .AddColumns("from → to", "attribute", "gap from", "gap to", "verdict from", "verdict to", "matched gap");
        foreach (ShiftPair pair in result.Pairs)
        {
            foreach (AttributeShift one in pair.Attributes)
            {
                transfer.AddRow(
                    Markup.Escape($"{pair.First} → {pair.Second}"), Markup.Escape(one.Attribute),
                        MetricText.Of(one.FirstGap),
                    MetricText.Of(one.SecondGap), one.FirstVerdict,
                    one.IsTransferFailure ? one.SecondVerdict + " (transfer failure)" : one.SecondVerdict,
                        MetricText.Of(one.MatchedGap));
            }
        }

        if (transfer.Rows.Count > 0)
        {
            console.Write(transfer);
        }

        foreach (AuditFlag flag in result.Flags)
        {
            console.WriteLine("- " + flag.Sentence);
        }

        foreach (ReadingNote note in result.Notes)
        {
            console.WriteLine("- " + note.Sentence);
        }
    }
}
