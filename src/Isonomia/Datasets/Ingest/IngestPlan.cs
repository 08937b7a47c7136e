namespace Isonomia.Datasets;

/// <summary>Which files there are and how they meet the table, before and after the files were read.</summary>
internal sealed class IngestPlan
{
    private readonly IngestRequest _request;
    private readonly FolderScan _scan = new();
    private int[]? _rowOfFile;

    internal IngestPlan(IngestRequest request, IProgress<IngestProgress>? progress, CancellationToken cancellation)
    {
        _request = request;
        string[] sources =
            [.. request.Sources.Select(source => Path.TrimEndingDirectorySeparator(Path.GetFullPath(source)))];
        string? table = request.TablePath is null ? null : Path.GetFullPath(request.TablePath);
        string[] tables = [.. sources.Where(IsTable)];
        if (tables.Length > 1 || (tables.Length == 1 && table is not null && table != tables[0]))
        {
            throw new ArgumentException(
                "Several tables were given; expected one (join them first, or ingest them one by one).");
        }

        table ??= tables.FirstOrDefault();
        Folders = [.. sources.Except(tables)];
        Table = table is null ? null : new CohortTable(table, request.MissingValues, cancellation);
        if (Table is not null)
        {
            ReadRoles(Table, cancellation);
        }

        if (Folders.Length == 0 && ImageColumn is null)
        {
            throw new ArgumentException(
                $"{Path.GetFileName(table)} names no pictures, and no folder was given; expected a folder of files or "
                    + $"--image COLUMN.");
        }

        string output = ImagePaths.Folder(request.OutputFolder);
        string[] places = Folders.Length == 0 ? [table!] : Folders;
        Root = CommonFolder(
            [.. places.Select(place => Directory.Exists(place) ? place : Path.GetDirectoryName(place)!)]);
        foreach (string source in Folders)
        {
            string prefix = Folders.Length == 1 ? string.Empty : Path.GetFileName(source) + "/";
            _scan.Add(source, File.Exists(source) ? string.Empty : prefix, output, progress, cancellation);
        }

        _scan.Finish(Notes);
        Unreadable.AddRange(_scan.Unreadable);
        Files = ImageColumn is null ? _scan.Files : Named(cancellation);
    }

    /// <summary>The folders and files that were given, without tables.</summary>
    internal string[] Folders { get; }

    internal CohortTable? Table { get; }

    internal string? IdColumn { get; private set; }

    internal string? ImageColumn { get; private set; }

    internal string Root { get; }

    internal IReadOnlyList<FoundFile> Files { get; }

    internal List<UnreadableFile> Unreadable { get; } = [];

    internal List<ReadingNote> Notes { get; } = [];

    /// <summary>Makes the samples once the files were read; the rest is listed with reasons.</summary>
    internal List<IngestSample> Samples(IReadOnlyList<FileRecord> records)
    {
        string?[]? ids = null;
        int[]? rows = _rowOfFile;
        bool named = IdColumn is not null;
        if (Table is not null && rows is null)
        {
            IngestJoin join = IngestJoin.Find(Table, _request.Join, IdColumn!, Files, records);
            rows = join.RowOfFile;
            named = join.IsOneToOne && join.Column == IdColumn;
            Notes.Add(new ReadingNote(
                "table_joined", $"Rows found their files by '{join.Column}' = {join.Key}.",
                rows.LongCount(row => row >= 0)));
        }

        if (Table is not null && named)
        {
            ids = Table.Cells(IdColumn!).Texts();
        }

        List<IngestSample> samples = new(Files.Count);
        HashSet<string> seen = new(StringComparer.Ordinal);
        long withoutRow = 0;
        for (int i = 0; i < Files.Count; i++)
        {
            if (records[i].Reason is { } reason)
            {
                Unreadable.Add(new UnreadableFile(Files[i].Relative, reason));
                continue;
            }

            int row = rows?[i] ?? -1;
            withoutRow += Table is not null && row < 0 ? 1 : 0;
            if (Table is not null && row < 0)
            {
                continue;
            }

            string id = (row >= 0 ? ids?[row] : null) ?? OwnId(i, records[i]);
            Add(samples, seen, id, i, records[i], row);
        }

        Note(
            "files_without_row", withoutRow, "has no row in the table and was left out",
            "have no row in the table and were left out", "file");
        if (rows is not null && _rowOfFile is null)
        {
            long without = Table!.Fingerprint.Rows - rows.Where(row => row >= 0).Distinct().LongCount();
            Note("rows_without_file", without, "found no file", "found no file", "row");
        }

        return samples;
    }

    private static bool IsTable(string path)
    {
        string name = Path.GetFileName(path).ToLowerInvariant();
        name = name.EndsWith(".gz", StringComparison.Ordinal) ? name[..^3] : name;
        return !Directory.Exists(path)
            && Path.GetExtension(name) is ".csv" or ".tsv" or ".txt" or ".jsonl" or ".ndjson" or ".json" or ".parquet";
    }

    private static string CommonFolder(string[] folders)
    {
        string common = ImagePaths.Folder(folders[0]);
        foreach (string folder in folders.Select(ImagePaths.Folder))
        {
            while (folder != common && !ImagePaths.IsInside(common, folder))
            {
                common = Path.GetDirectoryName(common) ?? "/";
            }
        }

        return common;
    }

    private void ReadRoles(CohortTable table, CancellationToken cancellation)
    {
        ImageColumn = _request.Image
            ?? (_request.Join is null ? Guess(UsualNames.Image, table, "picture's file") : null);
        IdColumn = _request.Id ?? Guess(UsualNames.Identifier, table, "identifier") ?? ImageColumn;
        IdColumn ??= _request.Join is null
            ? throw new TableException(new TableProblem(
                $"{table.Name} has no column that usually names samples or pictures; name one (--id COL, --image COL, "
                    + $"--join COL=KEY).",
                table.Path))
            : _request.Join[..Math.Max(0, _request.Join.LastIndexOf('='))];
        table.Load(
            table.Columns.Where(name => name.Length > 0 && name != IdColumn && name != ImageColumn),
            [IdColumn, .. ImageColumn is null ? [] : new[] { ImageColumn }], cancellation);
    }

    private string? Guess(string[] usual, CohortTable table, string what)
    {
        if (UsualNames.Find(usual, table.Columns) is not { } found)
        {
            return null;
        }

        Notes.Add(new ReadingNote("role_guessed", $"Column '{found}' was taken as the {what} because of its name.", 0));
        return found;
    }

    /// <summary>The files that the table names, in its order.</summary>
    private List<FoundFile> Named(CancellationToken cancellation)
    {
        string?[] cells = Table!.Cells(ImageColumn!).Texts();
        string[] roots = Folders.Where(Directory.Exists).ToArray() is { Length: > 0 } given
            ? given
            : [Path.GetDirectoryName(Table.Path)!];
        List<FoundFile> files = [];
        List<int> rows = [];
        HashSet<string> used = new(StringComparer.Ordinal);
        for (int row = 0; row < cells.Length; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Locate(cells[row], roots, out string reason) is { } file)
            {
                used.Add(file.Path);
                files.Add(file);
                rows.Add(row);
            }
            else
            {
                Unreadable.Add(new UnreadableFile($"{Table.Name} row {Table.RowNumber(row)}", reason));
            }
        }

        long without = _scan.Files.LongCount(file => !used.Contains(file.Path));
        Note(
            "files_without_row", without, "has no row in the table and was left out",
            "have no row in the table and were left out", "file");
        _rowOfFile = [.. rows];
        return files;
    }

    private static FoundFile? Locate(string? cell, string[] roots, out string reason)
    {
        reason = "the row names no file";
        foreach (string root in cell is null ? [] : roots)
        {
            if (!ImagePaths.IsInside(root, cell!))
            {
                reason = "the path leads out of the source folder";
                continue;
            }

            string path = ImagePaths.Absolute(root, cell!);
            try
            {
                if (File.Exists(path))
                {
                    return FolderScan.Found(new FileInfo(path), Path.GetRelativePath(root, path));
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                reason = "the file cannot be looked at";
                continue;
            }

            reason = "the file was not found";
        }

        return null;
    }

    private string OwnId(int file, FileRecord record) =>
        record.Facts?[DicomColumns.IndexOf(DicomColumns.SopInstanceUid)] ?? Files[file].Relative;

    private void Add(List<IngestSample> samples, HashSet<string> seen, string id, int file, FileRecord record, int row)
    {
        bool all = _request.Frames == IngestFrames.All && record.FrameCount > 1;
        int first = all ? 0 : FileInspector.MiddleFrame(record.FrameCount);
        int end = all ? record.FrameCount : first + 1;
        for (int frame = first; frame < end; frame++)
        {
            string name = all ? $"{id}#{frame}" : id;
            if (seen.Add(name))
            {
                samples.Add(new IngestSample(name, file, frame, row));
            }
            else
            {
                Unreadable.Add(new UnreadableFile(Files[file].Relative, "its identifier is that of an earlier file"));
                return;
            }
        }
    }

    private void Note(string id, long count, string one, string many, string noun)
    {
        if (count > 0)
        {
            Notes.Add(new ReadingNote(id, $"{Words.Count(count, noun)} {(count == 1 ? one : many)}.", count));
        }
    }
}
