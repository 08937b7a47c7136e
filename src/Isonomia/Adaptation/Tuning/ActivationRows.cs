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

        string path = Path.Combine(Directory.CreateDirectory(folder).FullName, $".activations-{Environment.ProcessId}");
        FileStream stream = Reserve(path, bytes);
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

    /// <summary>Opens the file with all its room taken: a mapped file that meets a full disk later kills the
    /// process.</summary>
    private static FileStream Reserve(string path, long bytes)
    {
        string folder = Path.GetDirectoryName(path)!;
        IOException Full(Exception? cause) => new(
            $"What the frozen part gives takes {bytes >> 20} MiB and the disk of '{folder}' has no room for it; make "
                + "room, or let more of it stay in memory (--memory).",
            cause);
        if (new DriveInfo(folder).AvailableFreeSpace < bytes)
        {
            throw Full(null);
        }

        try
        {
            FileStream stream = new(path, new FileStreamOptions
            {
                Mode = FileMode.Create,
                Access = FileAccess.ReadWrite,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.DeleteOnClose,
                PreallocationSize = bytes,
                BufferSize = 0,
            });
            stream.SetLength(bytes);
            return stream;
        }
        catch (IOException failure)
        {
            throw Full(failure);
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _view?.Dispose();
        _file?.Dispose();
    }
}
