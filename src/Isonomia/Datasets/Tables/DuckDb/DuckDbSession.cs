using System.Globalization;
using System.Runtime.InteropServices;

namespace Isonomia.Datasets;

/// <summary>An in-memory database with one connection; network access and extension downloads are off.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDbDatabaseHandle _database;
    private readonly DuckDbConnectionHandle _connection;

    internal DuckDbSession(DuckDbSettings settings)
    {
        try
        {
            _database = Open(settings);
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                "libduckdb.so was not found beside the program; run 'npm ci' in the checkout and build again.",
                missing);
        }

        if (DuckDbNative.Connect(_database, out nint connection) != 0)
        {
            _database.Dispose();
            throw new DuckDbException("The table engine refused a connection.");
        }

        _connection = new DuckDbConnectionHandle(connection);
        Execute("SET streaming_buffer_size = '32MiB'");
    }

    /// <summary>Writes text as an SQL literal.</summary>
    internal static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    /// <summary>Writes a column name as an SQL identifier.</summary>
    internal static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>Starts a query whose rows are streamed, in order.</summary>
    internal DuckDbRows Query(string sql)
    {
        int state = DuckDbNative.Prepare(_connection, sql, out nint pointer);
        var statement = new DuckDbStatementHandle(pointer);
        if (state != 0)
        {
            string message = Marshal.PtrToStringUTF8(DuckDbNative.PrepareError(statement)) ?? "unknown error";
            statement.Dispose();
            throw new DuckDbException(message);
        }

        return new DuckDbRows(statement);
    }

    /// <summary>Runs a statement to its end and throws its rows away.</summary>
    internal void Execute(string sql)
    {
        using var rows = Query(sql);
        while (rows.Next())
        {
        }
    }

    /// <summary>Stops the running query; its next fetch fails.</summary>
    internal void Interrupt() => DuckDbNative.Interrupt(_connection);

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static DuckDbDatabaseHandle Open(DuckDbSettings settings)
    {
        if (DuckDbNative.CreateConfig(out nint config) != 0)
        {
            throw new DuckDbException("The table engine has no configuration.");
        }

        try
        {
            foreach ((string name, string option) in Options(settings))
            {
                if (DuckDbNative.SetConfig(config, name, option) != 0)
                {
                    throw new DuckDbException($"The table engine does not know the option '{name}'.");
                }
            }

            if (DuckDbNative.Open(null, out nint database, config, out nint error) != 0)
            {
                string message = Marshal.PtrToStringUTF8(error) ?? "unknown error";
                DuckDbNative.Free(error);
                throw new DuckDbException(message);
            }

            return new DuckDbDatabaseHandle(database);
        }
        finally
        {
            DuckDbNative.DestroyConfig(ref config);
        }
    }

    private static IEnumerable<(string Name, string Option)> Options(DuckDbSettings settings) =>
    [
        ("threads", settings.Threads.ToString(CultureInfo.InvariantCulture)),
        ("memory_limit", settings.MemoryMebibytes.ToString(CultureInfo.InvariantCulture) + "MiB"),
        ("temp_directory", settings.TemporaryFolder),
        ("preserve_insertion_order", "true"),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
    ];
}
