using System.Runtime.InteropServices;

namespace Isonomia.Datasets;

/// <summary>An open in-memory database.</summary>
internal sealed class DuckDbDatabaseHandle : SafeHandle
{
    internal DuckDbDatabaseHandle(nint database)
        : base(0, ownsHandle: true) => SetHandle(database);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbNative.Close(ref handle);
        return true;
    }
}

/// <summary>A connection to a database.</summary>
internal sealed class DuckDbConnectionHandle : SafeHandle
{
    internal DuckDbConnectionHandle(nint connection)
        : base(0, ownsHandle: true) => SetHandle(connection);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbNative.Disconnect(ref handle);
        return true;
    }
}

/// <summary>A prepared statement; it exists (and carries the error) even where preparing failed.</summary>
internal sealed class DuckDbStatementHandle : SafeHandle
{
    internal DuckDbStatementHandle(nint statement)
        : base(0, ownsHandle: true) => SetHandle(statement);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbNative.DestroyPrepare(ref handle);
        return true;
    }
}

/// <summary>Up to 2,048 rows of a result.</summary>
internal sealed class DuckDbChunkHandle : SafeHandle
{
    internal DuckDbChunkHandle(nint chunk)
        : base(0, ownsHandle: true) => SetHandle(chunk);

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        DuckDbNative.DestroyChunk(ref handle);
        return true;
    }
}
