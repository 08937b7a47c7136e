using System.Runtime.InteropServices;

namespace Isonomia.Datasets;

/// <summary>The rows of a query, a chunk at a time.</summary>
internal sealed class DuckDbRows : IDisposable
{
    private readonly DuckDbStatementHandle _statement;
    private DuckDbNative.Result _result;
    private DuckDbChunkHandle? _chunk;

    internal DuckDbRows(DuckDbStatementHandle statement)
    {
        _statement = statement;
        if (DuckDbNative.ExecuteStreaming(statement, out _result) != 0)
        {
            string message = Error() ?? "unknown error";
            Dispose();
            throw new DuckDbException(message);
        }
    }

    /// <summary>How many rows the current chunk has.</summary>
    internal int Count { get; private set; }

    /// <summary>Goes to the next chunk.</summary>
    /// <returns>Whether there is one.</returns>
    internal bool Next()
    {
        _chunk?.Dispose();
        nint pointer = DuckDbNative.FetchChunk(_result);
        if (pointer == 0)
        {
            _chunk = null;
            Count = 0;
            return Error() is { Length: > 0 } message ? throw new DuckDbException(message) : false;
        }

        _chunk = new DuckDbChunkHandle(pointer);
        Count = (int)DuckDbNative.ChunkSize(_chunk);
        return Count > 0;
    }

    /// <summary>A column of the current chunk; valid until the next one.</summary>
    internal DuckDbVector Column(int column) =>
        new(
            DuckDbNative.ChunkVector(_chunk ?? throw new InvalidOperationException("Call Next first."), (ulong)column),
            DuckDbNative.ColumnType(ref _result, (ulong)column),
            Count);

    public void Dispose()
    {
        _chunk?.Dispose();
        DuckDbNative.DestroyResult(ref _result);
        _statement.Dispose();
    }

    private string? Error() => Marshal.PtrToStringUTF8(DuckDbNative.ResultError(ref _result));
}
