using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia zeroshot</c>: a dual encoder classifies pictures by words, and the audit reads the
/// predictions.</summary>
internal static class ZeroShotCommand
{
    internal static Command Create()
    {
        EmbedOptions options = new();
        Option<string[]> classes = new("--class")
        {
            Description =
                "A class and what stands for it, NAME=PROMPT; repeat it for more classes, and for more prompts of one "
                    + "class.",
            HelpName = "NAME=PROMPT",
        };
        Option<string?> kept = NewOption.One(
            "--texts", "STORE",
            "Instead of --class: embeddings of classes under the ids class:NAME, as 'isonomia tune --adapter prompt' "
                + "writes them.");
        Option<string[]> templates = new("--template")
        {
            Description =
                "A sentence with {} for the prompt; several are averaged. Without one the prompts stand alone.",
                HelpName = "TEXT",
        };
        Option<string[]> attributes = new("--attribute-prompt")
        {
            Description =
                "A value of an attribute and what stands for it, ATTRIBUTE/VALUE=PROMPT; written to OUT/texts for "
                    + "'isonomia adapt --texts'.",
            HelpName = "A/V=PROMPT",
        };
        Option<string[]> pairs = NewOption.Many(
            "--pair-template", "TEXT",
            "A sentence with {class} and {attribute}; writes every class with every value of --attribute-prompt too, "
                + "for 'isonomia adapt --method prompt_projection --set calibration=pairs'.");
        Option<string?> text = new("--text-column")
        {
            Description = "The column with a text of each sample; written to OUT/texts too.", HelpName = "COL",
        };
        Command command = new(
            "zeroshot",
            "Classifies the pictures of a cohort by words alone with a dual encoder (CLIP, SigLIP), and writes "
                + "OUT/predictions.csv for "
            + "'isonomia audit'. The embeddings are kept in OUT/embeddings.");
        options.AddTo(command);
        command.Options.Add(classes);
        command.Options.Add(kept);
        command.Options.Add(templates);
        command.Options.Add(attributes);
        command.Options.Add(pairs);
        command.Options.Add(text);
        foreach (Option<string?> other in new[] { options.Import, options.ImportIds, options.ImportIdColumn,
            options.Export, options.Output })
        {
            command.Options.Remove(other);
        }

        options.Out.Description = "The folder for predictions and embeddings.";
        command.SetAction((parsed, cancellation) =>
            Task.FromResult(Run(options, parsed, parsed.GetValue(classes) ?? [], parsed.GetValue(templates),
                cancellation, parsed.GetValue(attributes) ?? [], parsed.GetValue(text), parsed.GetValue(kept),
                parsed.GetValue(pairs) ?? [])));
        return command;
    }

    private static int Run(
        EmbedOptions options, ParseResult parsed, string[] classes, string[]? templates, CancellationToken cancellation,
        string[] attributes, string? textColumn, string? kept, string[] pairs)
    {
        if ((kept is null) == (classes.Length == 0) || kept is not null
            && (attributes.Length > 0 || textColumn is not null))
        {
            throw new ArgumentException(
                "Either --class NAME=PROMPT (classes in words, with attributes and texts of samples) or --texts STORE "
                    + "(their embeddings) is needed.");
        }

        ZeroShotClass[] named = Classes(classes);
        Cohort cohort = Cohort.Open(options.Cohort.From(parsed), cancellation);
        string model = parsed.GetValue(options.Model) ?? throw new ArgumentException("--model is needed.");
        string folder = ModelCommand.Registry(parsed, options.Registry).Resolve(model);
        using (DualEncoder.Open(folder, parsed.GetValue(options.Threads)))
        {
            // A model without a text tower is refused before an hour of pictures.
        }

        string output = parsed.GetRequiredValue(options.Out);
        EmbeddingRequest request =
            options.Request(parsed, cohort, folder) with { StorePath = Path.Combine(output, "embeddings") };
        EmbeddingResult embedded;
        using (EmbeddingConsole progress = EmbeddingConsole.OnStandardError())
        {
            embedded = EmbeddingExtraction.Run(request, progress, cancellation);
        }

        using EmbeddingMatrix matrix = EmbeddingMatrix.Open(request.StorePath);
        ZeroShotResult result = ZeroShot.Run(
            new ZeroShotRequest
            {
                ModelFolder = folder,
                Embeddings = matrix,
                Classes = named,
                Texts = kept,
                Templates = templates is { Length: > 0 } ? templates : [ZeroShot.Place],
                ThreadCount = parsed.GetValue(options.Threads),
            },
            cancellation);
        string path = Path.Combine(output, "predictions.csv");
        IReadOnlyList<string> scores = ZeroShotTable.Write(path, cohort, matrix, result);
        Terminal.Output.WriteLine(
            $"{result.Ids.Count} predictions in {path}; {embedded.Unreadable.Count} pictures without one.");
        foreach (string sentence in result.CutPrompts)
        {
            Console.Error.WriteLine($"The model does not read all of '{sentence}'.");
        }

        if (kept is null)
        {
            string?[] texts = textColumn is null ? [] : cohort.Values(textColumn);
            string store = Path.Combine(output, "texts");
            TextStore.Write(
                new TextStoreRequest
                {
                    ModelFolder = folder,
                    Folder = store,
                    Classes = named,
                    Attributes = Classes(attributes),
                    PairTemplates = pairs,
                    Samples = [.. texts.Index().Where(cell => cell.Item is not null)
                        .Select(cell => (cohort.Ids[cell.Index], cell.Item!))],
                    Templates = templates is { Length: > 0 } ? templates : [ZeroShot.Place],
                    ThreadCount = parsed.GetValue(options.Threads),
                },
                cancellation);
            Terminal.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Embeddings of texts for 'isonomia adapt': --texts {store} --logit-scale {result.LogitScale:R}"));
        }

        Terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Audit: isonomia audit {path} --id id {string.Join(' ', scores.Select(score => $"--score {score}"))} "
                + $"--label … --attribute …"));
        return ExitCode.Success;
    }

    internal static ZeroShotClass[] Classes(string[] texts)
    {
        List<(string Name, string Prompt)> pairs = [];
        foreach (string text in texts)
        {
            int at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1)
            {
                throw new ArgumentException($"The class '{text}' is not NAME=PROMPT.");
            }

            pairs.Add((text[..at], text[(at + 1)..]));
        }

        return [.. pairs.GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .Select(group => new ZeroShotClass(group.Key, [.. group.Select(pair => pair.Prompt)]))];
    }
}
