using System.IO.Compression;
using System.Text;
using Isonomia.Datasets;

namespace Isonomia.Tests;

/// <summary>A folder of generated tables that is gone after the test.</summary>
internal sealed class TableFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("isonomia-tables-").FullName;

    public void Dispose() => Directory.Delete(Root, recursive: true);

    internal string At(string name) => Path.Combine(Root, name);

    internal string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    internal string Write(string name, byte[] bytes)
    {
        string path = At(name);
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            File.WriteAllBytes(path, bytes);
            return path;
        }

        using var zipped = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        zipped.Write(bytes);
        return path;
    }

    /// <summary>Lets the engine write a Parquet file from a query.</summary>
    internal string Parquet(string name, string query)
    {
        using var session = new DuckDbSession(new DuckDbSettings());
        session.Execute($"COPY ({query}) TO {DuckDbSession.Literal(At(name))} (FORMAT parquet)");
        return At(name);
    }

    /// <summary>Reads one file with the columns label and score and some attributes.</summary>
    internal PredictionTable Read(string csv, params string[] attributes) =>
        PredictionReader.Read(Request(Write("p.csv", csv), attributes));

    internal static PredictionRequest Request(string path, params string[] attributes) =>
        new() { Paths = [path], Labels = ["label"], Scores = ["score"], Attributes = attributes };
}
