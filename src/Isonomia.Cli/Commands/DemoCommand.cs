using System.CommandLine;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;
using Isonomia.Reporting;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia demo</c>: the main job in one line, from pictures and a model to an audit, on real or generated
/// data.</summary>
internal static class DemoCommand
{
    internal static Command Create()
    {
        DemoOptions options = new();
        Verb command = new(
            "demo",
            "Runs the main job: embeds the pictures of a table with an ONNX model, fits a logistic probe, audits its "
                + "predictions. Without --manifest it first makes a cohort of phantom pictures with a known disparity.",
            ("On generated pictures", "isonomia demo --out demo"),
            ("On pictures and a model of your own",
                "isonomia demo --manifest images.csv --model models/mobilenet --label malignant --unit patient_id "
                    + "--attribute sex --attribute age:0,40,60 --out demo"));
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(options, parsed, cancellation)));
        return command;
    }

    private static int Run(DemoOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        IAnsiConsole console = Terminal.Output;
        string folder = parsed.GetRequiredValue(options.Out);
        ImageStudyRequest study = parsed.GetValue(options.Manifest) is string manifest
            ? options.Study(parsed, manifest, folder)
            : Phantom(console, folder, parsed.GetValue(options.Seed), cancellation);
        using ConsoleProgress progress = ConsoleProgress.OnStandardError();
        ImageStudyResult predictions = ImageStudy.Run(study, new EmbeddingRelay(progress), cancellation);
        console.WriteLine(
            $"Probe: {predictions.TrainingCount} training rows, C = {predictions.C:0.#####}, "
            + $"validation AUROC {predictions.ValidationAuroc.ValueOrNaN:0.000}; "
            + $"{(predictions.AreEmbeddingsReused ? "embeddings reused" : "embeddings computed")}.");
        foreach (UnreadableImage image in predictions.Unreadable)
        {
            Console.Error.WriteLine($"{image.Id}: {image.Reason}");
        }

        AuditRequest audit = new()
        {
            Predictions = new PredictionRequest
            {
                Paths = [predictions.PredictionsPath],
                Labels = [study.LabelColumn],
                Scores = ["score"],
                Attributes = parsed.GetValue(options.Attribute) is { Length: > 0 } given
                    ? given
                    : ["sex", "age:0,40,60", "site"],
                Id = study.IdColumn,
                Unit = study.UnitColumn,
                Split = study.SplitColumn,
            },
            ValidationSplit = study.ValidationSplit,
            TestSplit = study.TestSplit,
            Threshold = "youden",
            Seed = parsed.GetValue(options.Seed),
        };
        AuditResult result = FairnessAudit.Run(audit, null, progress, cancellation)[0];
        progress.Clear();
        string report = AuditFolder.Write(result, folder);
        AuditPrinter.Print(console, result, report);
        return ExitCode.Success;
    }

    private static ImageStudyRequest Phantom(
        IAnsiConsole console, string folder, ulong seed, CancellationToken cancellation)
    {
        string data = Path.Combine(folder, "cohort");
        PhantomCohortResult cohort = PhantomCohort.Write(
            new PhantomCohortRequest { Folder = data, Seed = seed }, cancellation);
        string model = Path.Combine(folder, "encoder");
        SmallestEncoder.Write(model, seed);
        console.WriteLine(
            $"Phantom cohort: {cohort.ImageCount} pictures; a perfect reader would reach an AUROC of "
                + $"{cohort.IdealAuroc:0.00}, "
            + $"and {cohort.IdealAurocDisadvantaged:0.00} in the disadvantaged group ({cohort.StatementPath}).");
        return new ImageStudyRequest
        {
            ManifestPath = cohort.ManifestPath,
            IdColumn = "image_id",
            ImageColumn = "path",
            LabelColumn = "finding",
            SplitColumn = "split",
            UnitColumn = "patient_id",
            ModelFolder = model,
            OutputFolder = folder,
        };
    }

    private sealed class EmbeddingRelay(IProgress<AuditProgress> target) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value) =>
            target.Report(
                new AuditProgress("embedding pictures", value.DoneCount / (double)Math.Max(1, value.TotalCount)));
    }
}
