using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Fairness;

namespace Isonomia.Studies;

/// <summary>Embeds the cohort's pictures with one model.</summary>
internal sealed class EmbedStage(StudyModel model) : Stage("embed/" + StageNames.Safe(model.Name))
{
    internal override IReadOnlyList<string> After => [CohortStage.Name];

    internal override IReadOnlyDictionary<string, string> Inputs(StageContext context)
    {
        string folder = ModelFolder(context);
        ModelCard card = ModelCard.Read(folder);
        return new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = "1",
            ["model card"] = StageContext.HashFile(Path.Combine(folder, ModelCard.FileName)),
            ["model"] = card.Sha256,
            ["output"] = model.Output ?? string.Empty,
            ["decoders"] = Imaging.ImageFile.DecoderVersions,
        };
    }

    internal override StageResult Run(StageContext context)
    {
        Cohort cohort = context.Cohort();
        if (!cohort.HasImages)
        {
            throw new StudyException([new StudyProblem($"The cohort '{cohort.Name}' has no pictures to embed.")]);
        }

        string store = context.At("embeddings", StageNames.Safe(model.Name));
        EmbeddingResult result = EmbeddingExtraction.Run(
            new EmbeddingRequest
            {
                ModelFolder = ModelFolder(context),
                StorePath = store,
                Cohort = cohort.Name,
                OutputName = model.Output,
                ThreadCount = context.Study.ThreadCount,
                Other = OtherStore.Replace,
                Samples =
                [
                    .. Enumerable.Range(0, cohort.Count).Select(row =>
                        new ImageSample(
                            cohort.Ids[row], cohort.ImagePath(row), cohort.Frame(row), cohort.ImageHash(row))),
                ],
            },
            new Relay(Id, context),
            context.Cancellation,
            context.Clock);
        using EmbeddingMatrix matrix = EmbeddingMatrix.Open(store);
        List<string> notes =
            [$"{matrix.Count} embeddings of width {matrix.Width}; {result.ComputedCount} computed now."];
        if (result.Unreadable.Count > 0)
        {
            IEnumerable<string> first = result.Unreadable.Take(3).Select(image => $"{image.Id}: {image.Reason}");
            notes.Add($"{result.Unreadable.Count} pictures have no embedding: {string.Join("; ", first)}.");
        }

        return new StageResult(
            [.. Directory.EnumerateFiles(Path.Combine(store, "rows")).Order(StringComparer.Ordinal)],
            matrix.Fingerprint, notes);
    }

    private string ModelFolder(StageContext context)
    {
        if (model.BuiltIn is null)
        {
            return new ModelRegistry(ModelRegistry.DefaultFolder).Resolve(model.Location!);
        }

        string folder = context.At("models", StageNames.Safe(model.Name));
        if (!File.Exists(Path.Combine(folder, ModelCard.FileName)))
        {
            SmallestEncoder.Write(folder);
        }

        return folder;
    }

    private sealed class Relay(string stage, StageContext context) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value) => context.Report(
            stage,
            value.ImagesPerSecond > 0
                ? $"embedding pictures, {value.ImagesPerSecond:0} a second"
                : "embedding pictures",
            value.DoneCount / (double)Math.Max(1, value.TotalCount));
    }
}
