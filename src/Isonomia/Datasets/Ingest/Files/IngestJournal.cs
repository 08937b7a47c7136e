using System.Text;
using System.Text.Json;

namespace Isonomia.Datasets;

/// <summary>What was found out about files, one JSON line each, so that a stopped or killed ingest goes on where it was
/// and a repeated one looks at nothing that did not change.</summary>
internal sealed class IngestJournal : IDisposable
{
    internal const string FileName = "ingest.journal";

    private const int FlushEvery = 64;

    private readonly StreamWriter _writer;
    private readonly Lock _lock = new();
    private int _waiting;

    private IngestJournal(StreamWriter writer, Dictionary<string, FileRecord> known) =>
        (_writer, Known) = (writer, known);

    /// <summary>The records of earlier runs by path.</summary>
    internal Dictionary<string, FileRecord> Known { get; }

    internal static IngestJournal Open(string folder)
    {
        string path = Path.Combine(folder, FileName);
        Dictionary<string, FileRecord> known = new(StringComparer.Ordinal);
        bool whole = true;
        if (File.Exists(path))
        {
            foreach (string line in File.ReadLines(path))
            {
                if (Parse(line) is { } record)
                {
                    known[record.Path] = record;
                }
                else
                {
                    whole = false; // the last line of a run that was killed
                }
            }
        }

        StreamWriter writer = new(
            path, append: true, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
        if (!whole)
        {
            writer.WriteLine(); // ends a line that was cut
        }

        return new IngestJournal(writer, known);
    }

    /// <summary>The record of a file that did not change since, or null.</summary>
    internal FileRecord? Find(FoundFile file, string manner) =>
        Known.TryGetValue(file.Path, out FileRecord? record) && record.Length == file.Length
        && record.ModifiedTicks == file.ModifiedTicks && record.Manner == manner
            ? record
            : null;

    internal void Add(FileRecord record)
    {
        string line = JsonSerializer.Serialize(record);
        lock (_lock)
        {
            _writer.WriteLine(line);
            if (++_waiting >= FlushEvery)
            {
                _writer.Flush();
                _waiting = 0;
            }
        }
    }

    public void Dispose() => _writer.Dispose();

    private static FileRecord? Parse(string line)
    {
        try
        {
            FileRecord? record = line.Length == 0 ? null : JsonSerializer.Deserialize<FileRecord>(line);
            return record is { Facts: { } facts } && facts.Length == DicomColumns.Names.Length
                ? record with
                {
                    Facts = [.. facts.Select((text, i) => DicomColumns.Shared(text, DicomColumns.Names[i]))],
                }
                : record is { Facts: not null } ? null : record;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
