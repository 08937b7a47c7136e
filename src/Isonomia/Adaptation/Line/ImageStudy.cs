using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The thin line from pictures to a table of predictions that an audit reads.</summary>
public static class ImageStudy
{
    /// <summary>Embeds the pictures of a manifest, fits a logistic probe on the training rows and scores validation and
    /// test rows.</summary>
    /// <remarks>Pictures that cannot be read and rows without a split or a training label are left out and listed in
    /// the result. Same request, same bytes, for any number of threads; embeddings are reused while model and pictures
    /// stay the same.</remarks>
    /// <param name="request">The manifest, its columns, the model and the output folder.</param>
    /// <param name="progress">Told about the embedding, or null.</param>
    /// <param name="cancellationToken">Stops the run; an older table of predictions is then left as it was.</param>
    /// <returns>Where the table is, and facts about the probe.</returns>
    /// <exception cref="Catalogs.UnknownNameException">A column does not exist.</exception>
    /// <exception cref="TableException">The manifest is not as expected, or a unit is in two splits.</exception>
    /// <exception cref="Onnx.ModelException">The model cannot be used.</exception>
    /// <exception cref="ProbeException">The readable training rows hold one class only, or the probe did not
    /// converge.</exception>
    public static ImageStudyResult Run(
        ImageStudyRequest request, IProgress<EmbeddingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ImageManifest manifest = ImageManifest.Read(request, cancellationToken);
        int[] used =
            [.. Enumerable.Range(0, manifest.Ids.Length).Where(row => manifest.Splits[row] != ImageSplit.None)];
        EmbeddingResult extraction = EmbeddingExtraction.Run(
            new EmbeddingRequest
            {
                ModelFolder = request.ModelFolder,
                StorePath = Path.Combine(request.OutputFolder, "embeddings"),
                Other = OtherStore.Replace,
                ThreadCount = request.ThreadCount,
                Samples = [.. used.Select(row => new ImageSample(manifest.Ids[row], manifest.Paths[row]))],
            },
            progress,
            cancellationToken);

        if (extraction.EmbeddedCount == 0)
        {
            throw new ProbeException(
                "The 0 readable training rows do not hold both classes; a probe needs positive and negative rows.");
        }

        using EmbeddingMatrix embeddings = EmbeddingMatrix.Open(extraction.StorePath);
        Dictionary<string, int> rowOfId = used.ToDictionary(row => manifest.Ids[row], StringComparer.Ordinal);
        int[] tableRows = [.. embeddings.Ids.Select(id => rowOfId[id])];
        ProbeResult probe = FitProbe(request, manifest, embeddings, tableRows);

        string path = Path.Combine(request.OutputFolder, "predictions.csv");
        Write(path, request, manifest, embeddings, tableRows, probe);
        return new ImageStudyResult
        {
            PredictionsPath = path,
            C = probe.Chosen.Setting,
            ValidationAuroc = probe.Chosen.ValidationAuroc ?? (Statistic)UndefinedReason.SingleClass,
            TrainingCount =
                tableRows.Count(row => manifest.Splits[row] == ImageSplit.Training && manifest.Labels[row] >= 0),
            ValidationCount = tableRows.Count(row => manifest.Splits[row] == ImageSplit.Validation),
            TestCount = tableRows.Count(row => manifest.Splits[row] == ImageSplit.Test),
            Unreadable = extraction.Unreadable,
            Notes = Notes(manifest, used, extraction),
            AreEmbeddingsReused = extraction.IsReused,
            EmbeddingKey = extraction.Key,
            Manifest = manifest.Table.Fingerprint,
        };
    }

    private static ProbeResult FitProbe(
        ImageStudyRequest request, ImageManifest manifest, EmbeddingMatrix embeddings, int[] tableRows)
    {
        int[] training = Labeled(ImageSplit.Training);
        int[] validation = Labeled(ImageSplit.Validation);
        if (training.Select(i => manifest.Labels[tableRows[i]]).Distinct().Count() < 2)
        {
            throw new ProbeException(
                $"The {training.Length} readable training rows do not hold both classes; a probe needs positive and "
                    + $"negative rows.");
        }

        return ProbeFit.Run(new ProbeRequest
        {
            Embeddings = new FloatMatrix(embeddings.ToArray(), embeddings.Width),
            Classes = [.. tableRows.Select(row => (int)manifest.Labels[row])],
            ClassNames = ["0", "1"],
            TrainingRows = training,
            ValidationRows = validation,
            ThreadCount = request.ThreadCount,
        });

        int[] Labeled(ImageSplit split) => [.. Enumerable.Range(0, tableRows.Length)
            .Where(i => manifest.Splits[tableRows[i]] == split && manifest.Labels[tableRows[i]] >= 0)];
    }

    private static void Write(
        string path,
        ImageStudyRequest request,
        ImageManifest manifest,
        EmbeddingMatrix embeddings,
        int[] tableRows,
        ProbeResult probe)
    {
        string[] passed = ImageManifest.PassedColumns(manifest.Table, request);
        string?[] splits = manifest.Table[request.SplitColumn];
        double[] scores = probe.Scores(
            new FloatMatrix(embeddings.ToArray(), embeddings.Width), [.. Enumerable.Range(0, tableRows.Length)],
            request.ThreadCount);
        using CsvWriter writer = new(path, ["id", "label", "score", "split", .. passed]);
        for (int i = 0; i < tableRows.Length; i++)
        {
            int row = tableRows[i];
            if (manifest.Splits[row] == ImageSplit.Training)
            {
                continue; // scores on training rows would flatter every audit
            }

            writer.Cell(manifest.Ids[row]);
            writer.Cell(manifest.Labels[row] < 0 ? double.NaN : manifest.Labels[row]);
            writer.Cell(scores[(2 * i) + 1]);
            writer.Cell(splits[row]);
            foreach (string column in passed)
            {
                writer.Cell(manifest.Table[column][row]);
            }

            writer.EndRow();
        }

        writer.Complete();
    }

    private static List<ReadingNote> Notes(ImageManifest manifest, int[] used, EmbeddingResult extraction)
    {
        List<ReadingNote> notes = [];
        Add("rows_without_split", manifest.Ids.Length - used.Length, "had no known split and were left out");
        Add(
            "rows_without_label",
            used.Count(row => manifest.Labels[row] < 0),
            "had no label; they did not train or choose, and are scored where they belong to validation or test");
        Add("unreadable_images", extraction.Unreadable.Count, "had a picture that could not be read and were left out");
        return notes;

        void Add(string id, int count, string what)
        {
            if (count > 0)
            {
                notes.Add(new ReadingNote(id, $"{(count == 1 ? "1 row" : $"{count} rows")} {what}.", count));
            }
        }
    }
}
