namespace Isonomia.Embeddings;

/// <summary>Embeddings in a NumPy file.</summary>
internal sealed class NumpySource : IEmbeddingSource
{
    private readonly NumpyMatrix _matrix;

    internal NumpySource(string path, string? idsPath)
    {
        Ids = idsPath is null ? null : ReadIds(idsPath);
        _matrix = NumpyMatrix.Open(path);
        Ids ??= _matrix.Ids;
    }

    public int Count => _matrix.Count;

    public int Width => _matrix.Width;

    public IReadOnlyList<string>? Ids { get; }

    public void ReadRow(Span<float> target) => _matrix.ReadRow(target);

    public void Dispose() => _matrix.Dispose();

    private static string[] ReadIds(string path) => File.Exists(path)
        ? [.. File.ReadLines(path).Where(line => line.Length > 0)]
        : throw new EmbeddingException(
            $"{Path.GetFileName(path)} was not found; a list of ids, one a line, was expected.");
}
