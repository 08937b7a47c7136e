using Isonomia.Datasets;

namespace Isonomia.Embeddings;

/// <summary>Keeps the embeddings of texts as a store, for methods that work on texts beside pictures.</summary>
public static class TextStore
{
    internal const string ClassPrefix = "class:";
    internal const string PairPrefix = "pair:";

    /// <summary>Embeds class prompts, attribute prompts and the texts of samples with the text tower of a dual encoder,
    /// and writes them as an embedding store with the ids <c>class:NAME</c>, <c>attribute:ATTRIBUTE/VALUE</c>,
    /// <c>pair:CLASS|ATTRIBUTE/VALUE</c> and those of the samples.</summary>
    /// <param name="request">The texts.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>Texts that were longer than the model reads, and so were cut: the words of prompts, the ids of
    /// samples.</returns>
    /// <exception cref="Onnx.ModelException">The model is no dual encoder or cannot be used.</exception>
    /// <exception cref="EmbeddingException">Prompts of a class cancel out.</exception>
    public static IReadOnlyList<string> Write(TextStoreRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using DualEncoder encoder = DualEncoder.Open(request.ModelFolder, request.ThreadCount);
        List<string> cut = [];
        Keep(request.Folder, Rows());
        return cut;

        IEnumerable<(string Id, float[] Vector)> Rows()
        {
            foreach ((string prefix, IReadOnlyList<ZeroShotClass> named) in
                new[] { (ClassPrefix, request.Classes), ("attribute:", request.Attributes) })
            {
                foreach (ZeroShotClass one in named)
                {
                    yield return (
                        prefix + one.Name, ZeroShot.ClassVector(encoder, one, request.Templates, cut, cancellation));
                }
            }

            foreach (ZeroShotClass pair in request.PairTemplates.Count == 0 ? [] : Pairs(request))
            {
                yield return (
                    PairPrefix + pair.Name, ZeroShot.ClassVector(encoder, pair, request.Templates, cut, cancellation));
            }

            foreach ((string id, string text) in request.Samples)
            {
                cancellation.ThrowIfCancellationRequested();
                if (encoder.Tokenizer.Encode(text).IsCut)
                {
                    cut.Add(id);
                }

                yield return (id, encoder.Encode([text])[0]);
            }
        }
    }

    /// <summary>Every class with every value of an attribute, in all sentences.</summary>
    private static IEnumerable<ZeroShotClass> Pairs(TextStoreRequest request)
    {
        if (request.PairTemplates.FirstOrDefault(template =>
            !template.Contains(TextStoreRequest.ClassPlace, StringComparison.Ordinal)
            || !template.Contains(TextStoreRequest.AttributePlace, StringComparison.Ordinal)) is { } bare)
        {
            throw new ArgumentException(
                $"The template '{bare}' of pairs has no {TextStoreRequest.ClassPlace} or no "
                    + $"{TextStoreRequest.AttributePlace}; both were expected.", nameof(request));
        }

        return request.Classes.SelectMany(one => request.Attributes.Select(value => new ZeroShotClass(
            $"{one.Name}|{value.Name}",
            [.. request.PairTemplates.SelectMany(template => one.Prompts.SelectMany(prompt => value.Prompts.Select(
                own => template.Replace(TextStoreRequest.ClassPlace, prompt, StringComparison.Ordinal)
                    .Replace(TextStoreRequest.AttributePlace, own, StringComparison.Ordinal))))])));
    }

    /// <summary>Writes vectors of texts as a store, in place of one that an earlier call wrote there.</summary>
    internal static void Keep(string folder, IEnumerable<(string Id, float[] Vector)> rows)
    {
        List<string> ids = [];
        string table = Path.GetFullPath(folder) + ".texts.csv";
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        CsvWriter? writer = null;
        try
        {
            foreach ((string id, float[] vector) in rows)
            {
                writer ??= new CsvWriter(table, ["id", .. Enumerable.Range(0, vector.Length).Select(i => $"e{i}")]);
                ids.Add(id);
                writer.Cell(id);
                foreach (float value in vector)
                {
                    writer.Cell(value);
                }

                writer.EndRow();
            }

            writer?.Complete();
        }
        finally
        {
            writer?.Dispose();
        }

        if (EmbeddingStore.TryReadFacts(folder)?.Model == Path.GetFileName(table))
        {
            Directory.Delete(folder, recursive: true);
        }

        EmbeddingImport.Run(new EmbeddingImportRequest { Path = table, StorePath = folder, Ids = ids });
        File.Delete(table);
    }
}
