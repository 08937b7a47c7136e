using System.IO.MemoryMappedFiles;

namespace Isonomia.Adaptation;

/// <summary>What the frozen part of a model gives for every row, computed once: in memory, or in a mapped file that has
/// no name any more, so that the system removes it with the process.</summary>
internal sealed class ActivationRows : TunedRows
{
    private readonly float[]?[] _kept;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;

    internal ActivationRows(int rowCount, int length, long mostMemory, string folder)
    {
        (RowCount, Length) = (rowCount, length);
        _kept = new float[rowCount][];
        long bytes = (long)rowCount * length * sizeof(float);
        if (bytes <= mostMemory)
        {
            return;
        }

        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, $".activations-{Environment.ProcessId}");
        FileStream stream = new(
            path, FileMode.Create, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 1,
            FileOptions.DeleteOnClose);
        stream.SetLength(bytes);
        _file = MemoryMappedFile.CreateFromFile(
            stream, null, bytes, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }
    }

    internal override int RowCount { get; }

    internal override int Length { get; }

    /// <summary>Whether a file holds them.</summary>
    internal bool IsInFile => _file is not null;

    /// <summary>Keeps a row.</summary>
    internal void Put(int row, ReadOnlySpan<float> values)
    {
        if (_view is null)
        {
            _kept[row] = values.ToArray();
        }
        else
        {
            _view.SafeMemoryMappedViewHandle.WriteSpan((ulong)row * (ulong)Length * sizeof(float), values);
        }
    }

    internal override void Fill(ReadOnlySpan<int> rows, float[] batch, CancellationToken cancellation)
    {
        for (int i = 0; (i + 1) * Length <= batch.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            int row = rows[i < rows.Length ? i : 0];
            Span<float> target = batch.AsSpan(i * Length, Length);
            if (_view is null)
            {
                _kept[row].CopyTo(target);
            }
            else
            {
                _view.SafeMemoryMappedViewHandle.ReadSpan((ulong)row * (ulong)Length * sizeof(float), target);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _view?.Dispose();
        _file?.Dispose();
    }
}
