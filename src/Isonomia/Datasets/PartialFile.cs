namespace Isonomia.Datasets;

/// <summary>A file on its way: its bytes lie beside the final path until they are complete.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;
    private bool _isDone;

    /// <summary>Starts a file; an existing one stays until <see cref="Complete"/>.</summary>
    /// <param name="path">The final path; its folder must exist.</param>
    internal PartialFile(string path)
    {
        _path = path;
        _temporary = $"{path}.{Environment.MachineName}.{Environment.ProcessId}.partial";
        Stream = new FileStream(_temporary, FileMode.Create, FileAccess.Write);
    }

    /// <summary>Where the bytes go.</summary>
    internal FileStream Stream { get; }

    /// <summary>Puts the file in its place.</summary>
    internal void Complete()
    {
        Stream.Dispose();
        File.Move(_temporary, _path, overwrite: true);
        _isDone = true;
    }

    /// <summary>Throws the file away unless it was completed.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose(); // writes what is buffered, so a full disk may say so here
        }
        finally
        {
            if (!_isDone)
            {
                File.Delete(_temporary);
            }
        }
    }
}
