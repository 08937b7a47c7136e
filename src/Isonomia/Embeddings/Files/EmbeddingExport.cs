using System.Runtime.InteropServices;
using System.Text;
using Isonomia.Datasets;

namespace Isonomia.Embeddings;

/// <summary>Writes embeddings for other programs.</summary>
public static class EmbeddingExport
{
    /// <summary>Writes a matrix as <c>.npy</c> (float32, C order), and beside it the ids, one a line, as
    /// <c>.ids.txt</c>.</summary>
    /// <remarks>Rows are streamed; the files appear whole or not at all.</remarks>
    /// <param name="matrix">The embeddings.</param>
    /// <param name="path">The <c>.npy</c> file.</param>
    /// <param name="cancellation">Stops the work; no file appears then.</param>
    /// <returns>The file of ids.</returns>
    /// <exception cref="EmbeddingException">An id holds a line end.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static string WriteNumpy(EmbeddingMatrix matrix, string path, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(path);
        if (matrix.Ids.Any(id => id.AsSpan().ContainsAny('\n', '\r')))
        {
            throw new EmbeddingException("A sample id holds a line end; a list of ids needs one id a line.");
        }

        string ids = Path.ChangeExtension(path, ".ids.txt");
        AtomicFile.Write(path, stream =>
        {
            NumpyHeader.Write(stream, "<f4", matrix.Count, matrix.Width);
            for (int row = 0; row < matrix.Count; row++)
            {
                cancellation.ThrowIfCancellationRequested();
                stream.Write(MemoryMarshal.AsBytes(matrix.Row(row)));
            }
        });
        AtomicFile.Write(ids, stream =>
        {
            using StreamWriter writer = new(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
            foreach (string id in matrix.Ids)
            {
                writer.WriteLine(id);
            }
        });
        return ids;
    }
}
