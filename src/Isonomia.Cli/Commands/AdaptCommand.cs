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
    private static readonly MitigationOptions Options = new(new TrainingOptions());

    private static readonly Option<string> Method = new("--method")
    {
        Description = $"The mitigation: {string.Join(", ", MitigationMethod.All.Select(method => method.Id))}.",
        HelpName = "ID",
        Required = true,
    };

    private static readonly Option<string?> Score = NewOption.One(
        "--score", "COL", "COHORT is a table of predictions with this score; for methods that work on scores.");

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
                    + "--method threshold_optimizer --set constraint=equalized_odds --out thresholds"),
            ("Class prototypes that start at the words of a dual encoder",
                "isonomia adapt cohort --embeddings zeroshot/embeddings --texts zeroshot/texts --label malignant "
                    + "--attribute sex --method group_dro --head prototypes --out prototypes"),
            ("Thresholds by group for the predictions of any model",
                "isonomia adapt predictions.csv --label label --score score --attribute sex --split split "
                    + "--validation-split val --test-split test --method group_threshold --out thresholds"));
        Shared.Embeddings.Required = false;
        Shared.AddTo(command, [Method, Options.Set, Score, .. Options.All]);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(Shared.Out);
        CohortMitigationResult result;
        if (parsed.GetValue(Score) is { } score)
        {
            result = OnTable(parsed, score, folder, cancellation);
            AtomicFile.WriteText(Path.Combine(folder, "adapt.json"), MitigationJson.Serialize(result));
            MitigationPrinter.Print(parsed.InvocationConfiguration.Output, result, folder);
            return ExitCode.Success;
        }

        if (parsed.GetValue(Shared.Embeddings) is null)
        {
            throw new ArgumentException(
                "Either --embeddings (a cohort) or --score (a table of predictions) is needed.");
        }

        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = CohortMitigation.Run(
                new CohortMitigationRequest
                {
                    Source = Shared.From(parsed),
                    Label = Shared.RequireLabel(parsed),
                    Positive = parsed.GetValue(Options.Positive),
                    Texts = parsed.GetValue(Options.Texts),
                    By = parsed.GetValue(Options.By) ?? [],
                    Method = parsed.GetRequiredValue(Method),
                    Settings = Options.Settings(parsed),
                    Training = Options.Training.From(parsed),
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

    private static CohortMitigationResult OnTable(
        ParseResult parsed, string score, string folder, CancellationToken cancellation)
    {
        CohortSource source = Shared.Cohort.From(parsed);
        return TableMitigation.Run(
            new TableMitigationRequest
            {
                Predictions = new PredictionRequest
                {
                    Paths = [source.Path],
                    Labels = [Shared.RequireLabel(parsed)],
                    Scores = [score],
                    PositiveLabel = parsed.GetValue(Options.Positive),
                    Attributes = source.Attributes,
                    Unit = source.Unit,
                    Id = source.Id,
                    Split = source.Split,
                    MissingValues = source.MissingValues,
                },
                ValidationSplit = parsed.GetValue(Shared.Validation),
                TestSplit = parsed.GetValue(Shared.Test),
                By = (parsed.GetValue(Options.By) ?? []).FirstOrDefault(),
                Method = parsed.GetRequiredValue(Method),
                Settings = Options.Settings(parsed),
                OutputFolder = folder,
                Seed = parsed.GetValue(Shared.Seed),
            },
            cancellation);
    }
}
