using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;

namespace Isonomia.Cli;

/// <summary><c>isonomia tune</c>: trains a model, or a part of it, on the pictures of a cohort.</summary>
internal static class TuneCommand
{
    private static readonly CohortOptions Cohort = new();
    private static readonly EmbeddedCohortOptions Shared = new();

    private static readonly BackboneOptions Backbone = new();

    private static readonly MitigationOptions Options = new(TuneRequest.StandardTraining);

    private static readonly Option<string> Method = NewOption.With(
        "--method", "ID", "The mitigation that trains; 'isonomia adapt --help' and the guide list them.", "erm");

    private static readonly Option<int> Every = NewOption.With(
        "--checkpoint-steps", "N", "Steps between two checkpoints.", 50);

    private static readonly Option<int> Threads = NewOption.With(
        "--threads", "N", "Threads; the same number gives the same bytes.", Environment.ProcessorCount);

    internal static Command Create()
    {
        Verb command = new(
            "tune",
            "Trains a head on a model's embedding, and with it biases, low-rank adapters, the last layers or "
                + "all of the model, or the prompts of a dual encoder, given only its ONNX file. Writes model.onnx "
                + "and model.json for 'isonomia embed', "
                + "predictions.csv for 'isonomia audit', and tune.json. Run it again after an interruption: it goes on "
                + "from the last checkpoint.",
            ("A head on the frozen model",
                "isonomia tune cohort --model mobilenet_v2 --label malignant --attribute sex --out head"),
            ("Low-rank adapters, the worst cell of sex and label weighing most",
                "isonomia tune cohort --model vit --label malignant --attribute sex --adapter lora --rank 8 "
                    + "--method group_dro --out lora"),
            ("The context of a dual encoder's prompts",
                "isonomia tune cohort --model clip --label malignant --attribute sex --adapter prompt "
                    + "--class \"0=a benign mole\" --class \"1=a melanoma\" --context-init \"a photo of\" "
                    + "--out prompts"));
        Cohort.AddTo(command);
        command.AddAll(
            [
                .. Backbone.All, Options.Positive, Options.By, Method, Options.Set, Options.Texts,
                .. Options.Training.All, Every,
                Shared.Training, Shared.Validation, Shared.Test, Shared.Seed, Threads, Shared.Out,
            ]);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TuneRequest request = new()
        {
            Backbone = Backbone.From(parsed, parsed.GetValue(Threads))
                ?? throw new ArgumentException("A model is needed: --model NAME_OR_FOLDER."),
            Cohort = Cohort.From(parsed),
            Label = parsed.GetValue(Cohort.Label) is [string label] ? label
                : throw new ArgumentException("Exactly one label column is needed: --label COL."),
            Positive = parsed.GetValue(Options.Positive),
            By = parsed.GetValue(Options.By) ?? [],
            Texts = parsed.GetValue(Options.Texts),
            Method = parsed.GetRequiredValue(Method),
            Settings = Options.Settings(parsed),
            Training = Options.Training.From(parsed),
            CheckpointSteps = parsed.GetValue(Every),
            TrainingSplit = parsed.GetValue(Shared.Training),
            ValidationSplit = parsed.GetValue(Shared.Validation),
            TestSplit = parsed.GetValue(Shared.Test),
            OutputFolder = parsed.GetRequiredValue(Shared.Out),
            Seed = parsed.GetValue(Shared.Seed),
        };
        TuneResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = ModelTuning.Run(request, progress, cancellation);
        }

        Print(parsed.InvocationConfiguration.Output, result, request);
        return ExitCode.Success;
    }

    private static void Print(TextWriter output, TuneResult result, TuneRequest request)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Model} on '{result.Label}' by {result.Attribute}, adapter {result.Adapter}, method "
                + $"{result.Method}: {result.SplitSizes[0]} rows train, {result.SplitSizes[1]} choose, "
                + $"{result.SplitSizes[2]} are judged."));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.TrainedCount} of {result.ParameterCount} numbers trained ({result.TrainedShare:0.0000}); "
                + $"{result.StepCount} steps{(result.ResumedFrom > 0 ? $" (on from {result.ResumedFrom})" : "")}, "
                + $"{result.SecondsPerStep ?? 0:0.000} s a step, peak memory {result.PeakMemoryBytes >> 20} MiB."));
        string energy = result.EnergyJoules is { } joules
            ? string.Create(CultureInfo.InvariantCulture, $"{joules:0} J") : $"unknown: {result.EnergyUnknown}";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{result.Seconds:0.0} s in all; energy {energy}."));
        output.WriteLine(result.BestEpoch > 0
            ? $"epoch  step  loss    {request.Training.Selection} on validation (it chooses)"
            : "epoch  step  loss    (weights are averaged; no epoch is chosen)");
        foreach (TuneEpoch epoch in result.History)
        {
            string value = result.BestEpoch > 0 ? MitigationPrinter.Number(epoch.ValidationValue) : string.Empty;
            string kept = epoch.Epoch == result.BestEpoch ? "  kept" : string.Empty;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{epoch.Epoch,5} {epoch.Step,5}  {epoch.Loss:0.0000}  {value}{kept}"));
        }

        foreach (ReadingNote note in result.Notes)
        {
            output.WriteLine("- " + note.Sentence);
        }

        output.WriteLine($"Model: {request.OutputFolder} (isonomia embed … --model {request.OutputFolder})");
        if (result.Prompt is not null)
        {
            output.WriteLine(
                $"Context alone: {Path.Combine(request.OutputFolder, "prompts.safetensors")}; tuned classes for "
                    + $"--texts: {Path.Combine(request.OutputFolder, "tuned_texts")}");
        }

        if (result.AdaptersPath is { } adapters)
        {
            output.WriteLine($"Adapters and head alone: {adapters}");
        }

        output.WriteLine($"Predictions: {result.PredictionsPath}");
        output.WriteLine(
            $"Audit them: isonomia audit {result.PredictionsPath} {string.Join(' ', result.AuditOptions)} --out "
                + Path.Combine(request.OutputFolder, "audit"));
    }
}
