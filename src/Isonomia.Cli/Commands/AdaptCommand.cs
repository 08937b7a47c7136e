using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Reporting;

namespace Isonomia.Cli;

/// <summary><c>isonomia adapt</c>: one mitigation on the embeddings of a cohort.</summary>
internal static class AdaptCommand
{
    private static readonly EmbeddedCohortOptions Shared = new();
    private static readonly MitigationOptions Options = new();

    private static readonly Option<string> Method = new("--method")
    {
        Description = $"The mitigation: {string.Join(", ", MitigationMethod.All.Select(method => method.Id))}.",
        HelpName = "ID",
        Required = true,
    };

    private static readonly Option<string[]> Set = NewOption.Many(
        "--set", "NAME=VALUE", "A hyper-parameter of the method; 'isonomia bench --list' shows them.");

    internal static Command Create()
    {
        Verb command = new(
            "adapt",
            "Trains a classifier on frozen embeddings with one mitigation, beside plain training with the same seed. "
                + "Writes predictions.csv, which 'isonomia audit' reads, the comparison with plain training, and "
                + "adapt.json.",
            ("Group DRO over sex and label",
                "isonomia adapt cohort --embeddings store --label malignant --attribute sex --method group_dro "
                    + "--out dro"),
            ("Thresholds by group that make true and false positive rates equal",
                "isonomia adapt cohort --embeddings store --label malignant --attribute sex "
                    + "--method threshold_optimizer --set constraint=equalized_odds --out thresholds"));
        Shared.AddTo(command, [Method, Set, .. Options.All]);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(Shared.Out);
        CohortMitigationResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = CohortMitigation.Run(
                new CohortMitigationRequest
                {
                    Source = Shared.From(parsed),
                    Label = Shared.RequireLabel(parsed),
                    Positive = parsed.GetValue(Options.Positive),
                    By = parsed.GetValue(Options.By) ?? [],
                    Method = parsed.GetRequiredValue(Method),
                    Settings = MitigationOptions.Pairs(parsed.GetValue(Set) ?? []),
                    Training = Options.Training(parsed),
                    OutputFolder = folder,
                    Replicates = parsed.GetValue(Options.Replicates),
                    Seed = parsed.GetValue(Shared.Seed),
                    Threads = parsed.GetValue(Shared.Threads),
                },
                progress,
                cancellation);
        }

        AtomicFile.WriteText(Path.Combine(folder, "adapt.json"), MitigationJson.Serialize(result));
        if (result.Comparison is { } comparison)
        {
            ComparisonReport.Write(comparison, Path.Combine(folder, "comparison.html"));
        }

        MitigationPrinter.Print(parsed.InvocationConfiguration.Output, result, folder);
        return ExitCode.Success;
    }
}
