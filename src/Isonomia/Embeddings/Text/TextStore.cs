using Isonomia.Datasets;

namespace Isonomia.Embeddings;

/// <summary>Keeps the embeddings of texts as a store, for methods that work on texts beside pictures.</summary>
public static class TextStore
{
    /// <summary>Embeds class prompts, attribute prompts and the texts of samples with the text tower of a dual encoder,
    /// and writes them as an embedding store with the ids <c>class:NAME</c>, <c>attribute:ATTRIBUTE/VALUE</c> and those
    /// of the samples.</summary>
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
        List<string> ids = [];
        string table = Path.GetFullPath(request.Folder) + ".texts.csv";
        Directory.CreateDirectory(Path.GetDirectoryName(table)!);
        using (CsvWriter writer = new(
            table, ["id", .. Enumerable.Range(0, encoder.Encode(["a"])[0].Length).Select(i => $"e{i}")]))
        {
            foreach ((string prefix, IReadOnlyList<ZeroShotClass> named) in
                new[] { ("class:", request.Classes), ("attribute:", request.Attributes) })
            {
                foreach (ZeroShotClass one in named)
                {
                    Row(prefix + one.Name, ZeroShot.ClassVector(encoder, one, request.Templates, cut, cancellation));
                }
            }

            foreach ((string id, string text) in request.Samples)
            {
                cancellation.ThrowIfCancellationRequested();
                if (encoder.Tokenizer.Encode(text).IsCut)
                {
                    cut.Add(id);
                }

                Row(id, encoder.Encode([text])[0]);
            }

            writer.Complete();

            void Row(string id, float[] vector)
            {
                ids.Add(id);
                writer.Cell(id);
                foreach (float value in vector)
                {
                    writer.Cell(value);
                }

                writer.EndRow();
            }
        }

        EmbeddingImport.Run(new EmbeddingImportRequest { Path = table, StorePath = request.Folder, Ids = ids });
        File.Delete(table);
        return cut;
    }
}
