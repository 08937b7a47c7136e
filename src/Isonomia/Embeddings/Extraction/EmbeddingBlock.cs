namespace Isonomia.Embeddings;

/// <summary>Some pictures whose rows become one file: the unit that a process claims, and that a killed one
/// loses.</summary>
internal sealed class EmbeddingBlock : IDisposable
{
    private readonly FileStream _claim;
    private readonly bool[] _isGood;
    private readonly int _width;
    private float[] _values;
    private int _left;

    private EmbeddingBlock(FileStream claim, int[] samples, int width)
    {
        (_claim, Samples, _width, _left) = (claim, samples, width, samples.Length);
        (_values, _isGood) = (new float[(long)samples.Length * width], new bool[samples.Length]);
    }

    /// <summary>The samples to compute.</summary>
    internal int[] Samples { get; }

    internal bool IsDone => Volatile.Read(ref _left) == 0;

    /// <summary>Claims a block for this process, or gives null while another process has it.</summary>
    /// <remarks>A claim is a locked file; the system unlocks it when its process ends, however it ends. Two processes
    /// that work on the same pictures all the same (a file system without locks) write the same file.</remarks>
    /// <param name="folder">Where claims lie.</param>
    /// <param name="name">The block's name, the same in every process.</param>
    internal static FileStream? TryClaim(string folder, string name)
    {
        try
        {
            return new FileStream(Path.Combine(folder, name + ".claim"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                BufferSize = 0,
                Options = FileOptions.DeleteOnClose,
            });
        }
        catch (IOException failure) when (!DiskSpace.IsFull(failure) && Directory.Exists(folder))
        {
            return null;
        }
    }

    internal static EmbeddingBlock Of(FileStream claim, int[] samples, int width) => new(claim, samples, width);

    /// <summary>Takes one row; null where the picture has none.</summary>
    /// <returns>Whether the block is complete now.</returns>
    internal bool Put(int position, ReadOnlySpan<float> row, bool isGood)
    {
        if (isGood)
        {
            row.CopyTo(_values.AsSpan(position * _width, _width));
            _isGood[position] = true;
        }

        return Interlocked.Decrement(ref _left) == 0;
    }

    /// <summary>Writes the rows and gives the claim back.</summary>
    internal void Finish(EmbeddingStore store, PictureHashes hashes)
    {
        List<ContentHash> names = [];
        for (int i = 0; i < Samples.Length; i++)
        {
            if (!_isGood[i] || store.Has(hashes[Samples[i]]))
            {
                continue;
            }

            if (names.Count < i)
            {
                _values.AsSpan(i * _width, _width).CopyTo(_values.AsSpan(names.Count * _width));
            }

            names.Add(hashes[Samples[i]]);
        }

        if (names.Count > 0)
        {
            store.Write(names, _values.AsSpan(0, names.Count * _width));
        }

        _values = [];
        Dispose();
    }

    public void Dispose() => _claim.Dispose();
}
