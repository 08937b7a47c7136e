using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Finds the files below folders, in an order that depends on nothing but their names.</summary>
/// <remarks>Links are followed; every folder is visited once, so that a link that leads back ends there and is noted.
/// Hidden files (names that start with a point) are left out.</remarks>
internal sealed class FolderScan
{
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> _ignored = new(StringComparer.Ordinal);
    private int _hidden;
    private int _revisited;

    /// <summary>Files that may be pictures.</summary>
    internal List<FoundFile> Files { get; } = [];

    /// <summary>What could not be looked into.</summary>
    internal List<UnreadableFile> Unreadable { get; } = [];

    /// <summary>Adds a source: a folder with everything below it, or one file.</summary>
    /// <param name="source">An absolute path.</param>
    /// <param name="prefix">What relative paths start with: empty, or a name and <c>/</c>.</param>
    /// <param name="skipped">A folder that is not entered: the cohort's own.</param>
    /// <param name="progress">Told about files found, or null.</param>
    /// <param name="cancellation">Stops the search.</param>
    internal void Add(
        string source, string prefix, string skipped, IProgress<IngestProgress>? progress,
        CancellationToken cancellation)
    {
        if (File.Exists(source))
        {
            Files.Add(Found(new FileInfo(source), prefix + Path.GetFileName(source)));
            return;
        }

        if (!Directory.Exists(source))
        {
            string parent = Path.GetDirectoryName(source) ?? "/";
            string? near = Directory.Exists(parent)
                ? NearestName.Of(
                    Path.GetFileName(source),
                    Directory.EnumerateFileSystemEntries(parent).Select(entry => Path.GetFileName(entry)))
                : null;
            throw new TableException(new TableProblem(
                $"The source '{source}' was not found{(near is null ? string.Empty : $"; did you mean '{near}'?")}"
                + (near is null ? "." : string.Empty),
                source));
        }

        Stack<(DirectoryInfo Folder, string Relative)> waiting = new();
        waiting.Push((new DirectoryInfo(source), prefix));
        while (waiting.TryPop(out (DirectoryInfo Folder, string Relative) next))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Path.TrimEndingDirectorySeparator(next.Folder.FullName) == skipped)
            {
                continue;
            }

            if (!_visited.Add(RealPath(next.Folder)))
            {
                _revisited++;
                continue;
            }

            foreach (DirectoryInfo folder in Enter(next.Folder, next.Relative))
            {
                waiting.Push((folder, $"{next.Relative}{folder.Name}/"));
            }

            progress?.Report(new IngestProgress("finding files", Files.Count, 0, 0));
        }
    }

    /// <summary>Puts the files in order and says what was left out.</summary>
    internal void Finish(List<ReadingNote> notes)
    {
        Files.Sort(static (a, b) => string.CompareOrdinal(a.Relative, b.Relative));
        if (_ignored.Count > 0)
        {
            int count = _ignored.Values.Sum();
            string kinds = string.Join(
                ", ",
                _ignored.OrderByDescending(pair => pair.Value)
                    .Take(8)
                    .Select(pair => $"{pair.Key} {Words.Count(pair.Value)}"));
            notes.Add(
                new ReadingNote(
                    "files_not_pictures",
                    $"{Words.Count(count, "file")} {(count == 1 ? "is" : "are")} no pictures and were left out "
                        + $"({kinds}).",
                    count));
        }

        Note(notes, "hidden_files", _hidden, "hidden file or folder", "were left out");
        Note(
            notes, "folders_met_again", _revisited, "link to a folder that was visited already",
            "were not followed again");
    }

    internal static FoundFile Found(FileInfo file, string relative)
    {
        FileInfo target = file.LinkTarget is null
            ? file
            : file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        return new FoundFile(file.FullName, relative, target.Length, target.LastWriteTimeUtc.Ticks);
    }

    private static void Note(List<ReadingNote> notes, string id, int count, string noun, string what)
    {
        if (count > 0)
        {
            notes.Add(new ReadingNote(id, $"{Words.Count(count)} × {noun}; they {what}.", count));
        }
    }

    private IEnumerable<DirectoryInfo> Enter(DirectoryInfo folder, string relative)
    {
        List<DirectoryInfo> inner = [];
        try
        {
            foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos())
            {
                if (entry.Name.StartsWith('.'))
                {
                    _hidden++;
                }
                else if (entry is DirectoryInfo next)
                {
                    inner.Add(next);
                }
                else
                {
                    Take((FileInfo)entry, relative + entry.Name);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Unreadable.Add(new UnreadableFile(relative.Length == 0 ? "." : relative, "the folder cannot be read"));
        }

        return inner.OrderByDescending(next => next.Name, StringComparer.Ordinal);
    }

    private void Take(FileInfo entry, string relative)
    {
        FoundFile file;
        try
        {
            file = Found(entry, relative);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Unreadable.Add(new UnreadableFile(relative, "the link leads nowhere, or the file cannot be looked at"));
            return;
        }

        if (file.Length > 0 ? FileKinds.MayBePicture(file.Path) : FileKinds.HasPictureEnding(relative))
        {
            Files.Add(file);
        }
        else
        {
            string ending = Path.GetExtension(relative).ToLowerInvariant();
            ending = ending.Length is 0 or > 8 ? "(other)" : ending;
            _ignored[ending] = _ignored.GetValueOrDefault(ending) + 1;
        }
    }

    private static string RealPath(DirectoryInfo folder)
    {
        // A path through links is made real one component at a time; a loop ends at the system's own limit with an
        // error.
        string real = "/";
        try
        {
            foreach (string part in folder.FullName.Split('/', StringSplitOptions.RemoveEmptyEntries))
            {
                var next = new DirectoryInfo(Path.Combine(real, part));
                real = next.LinkTarget is null
                    ? next.FullName
                    : next.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? next.FullName;
            }
        }
        catch (IOException)
        {
            return folder.FullName;
        }

        return real;
    }
}
