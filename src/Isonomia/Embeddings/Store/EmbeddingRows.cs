using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Isonomia.Embeddings;

/// <summary>Rows over memory-mapped files, one address a row.</summary>
/// <remarks>The maps stay until they are disposed; a forgotten one stays until the process ends, so that no span ever
/// dangles because a collector ran.</remarks>
internal sealed unsafe class EmbeddingRows : IDisposable
{
    private readonly List<MemoryMappedViewAccessor> _views = [];
    private nint[] _rows = [];

    /// <summary>Maps the files that the rows need.</summary>
    /// <param name="segments">The files.</param>
    /// <param name="places">For every row of the matrix: which file, and which row in it.</param>
    internal static EmbeddingRows Map(
        IReadOnlyList<EmbeddingSegment> segments, IReadOnlyList<(int Segment, int Row)> places)
    {
        EmbeddingRows rows = new();
        try
        {
            bool[] isUsed = new bool[segments.Count];
            foreach ((int segment, _) in places)
            {
                isUsed[segment] = true;
            }

            nint[] starts = new nint[segments.Count];
            for (int s = 0; s < starts.Length; s++)
            {
                if (isUsed[s])
                {
                    starts[s] = segments[s].Type == EmbeddingType.Float16
                        ? rows.Widen(segments[s])
                        : rows.Add(segments[s]);
                }
            }

            rows._rows = new nint[places.Count];
            for (int i = 0; i < rows._rows.Length; i++)
            {
                (int segment, int row) = places[i];
                rows._rows[i] = starts[segment] + (nint)((long)row * segments[segment].Width * sizeof(float));
            }

            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    internal ReadOnlySpan<float> Row(int row, int width) => new((void*)_rows[row], width);

    public void Dispose()
    {
        _rows = [];
        foreach (MemoryMappedViewAccessor view in _views)
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
            view.Dispose();
        }

        _views.Clear();
    }

    private nint Add(EmbeddingSegment segment)
    {
        FileStream stream = new(
            segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return Add(stream) + (nint)segment.PayloadOffset;
    }

    /// <summary>Half-width numbers are widened once, to a scratch file that the system may page out and that vanishes
    /// with us.</summary>
    private nint Widen(EmbeddingSegment segment)
    {
        string scratch = Path.Combine(Path.GetTempPath(), $"isonomia-{Path.GetRandomFileName()}");
        FileStream wide = new(scratch, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose,
        });
        using (FileStream narrow = new(
                segment.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        {
            narrow.Position = segment.PayloadOffset;
            byte[] row = new byte[segment.Stride];
            float[] floats = new float[segment.Width];
            for (int i = 0; i < segment.Count; i++)
            {
                narrow.ReadExactly(row);
                ReadOnlySpan<Half> halves = MemoryMarshal.Cast<byte, Half>(row);
                for (int k = 0; k < floats.Length; k++)
                {
                    floats[k] = (float)halves[k];
                }

                wide.Write(MemoryMarshal.AsBytes<float>(floats));
            }

            wide.Flush();
        }

        return Add(wide);
    }

    /// <summary>Maps a file and closes it: the map stays, and a thousand files need no thousand handles.</summary>
    private nint Add(FileStream stream)
    {
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(
            stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _views.Add(view);
        return (nint)start + (nint)view.PointerOffset;
    }
}
