using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Imaging;

namespace Isonomia.Datasets;

/// <summary>Gathers pictures and what is known about them into a cohort: the first stage of every study.</summary>
public static class CohortIngest
{
    /// <summary>Ingests folders, files and a table.</summary>
    /// <remarks>
    /// <para>Files that cannot be read and rows without a file are listed in <c>cohort.json</c> with a reason; they
    /// never stop the ingest. What is found out about a file is written down at once: an ingest that was stopped goes
    /// on where it was, and a repeated one reads only files that changed (by size and time).</para>
    /// <para>Same files, table and request: the same <c>manifest.parquet</c>, byte for byte, for any number of
    /// threads.</para>
    /// <para>Memory: some hundred bytes a file; pixels are held one file a thread.</para>
    /// </remarks>
    /// <param name="request">What to gather.</param>
    /// <param name="progress">Told how far it is, or null.</param>
    /// <param name="cancellation">Stops the ingest; an older cohort in the folder is then left as it was.</param>
    /// <param name="clock">The clock, or null: the system's.</param>
    /// <returns>The cohort's facts; open it with <see cref="Cohort.Open"/>.</returns>
    /// <exception cref="ArgumentException">The request contradicts itself.</exception>
    /// <exception cref="UnknownNameException">A column or key is unknown; the message offers near names.</exception>
    /// <exception cref="TableException">The table is not as expected, a source is missing, or no sample is
    /// left.</exception>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written to.</exception>
    /// <exception cref="OperationCanceledException">The ingest was stopped.</exception>
    public static IngestResult Run(
        IngestRequest request,
        IProgress<IngestProgress>? progress = null,
        CancellationToken cancellation = default,
        TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        clock ??= TimeProvider.System;
        List<UnreadableFile> refused = [];
        IngestRequest local = Fetched(request, refused, progress, cancellation);
        IngestPlan plan = new(local, progress, cancellation);
        plan.Unreadable.AddRange(refused);
        CheckRoles(request, plan);
        Directory.CreateDirectory(request.OutputFolder);
        (FileRecord[] records, long read) = FileReading.Run(plan.Files, request, clock, progress, cancellation);
        List<IngestSample> samples = plan.Samples(records);
        if (samples.Count == 0)
        {
            throw new TableException(
            [
                new TableProblem(
                    $"No sample is left of {Words.Count(plan.Files.Count, "file")}; expected at least one readable "
                        + $"picture that belongs."),
                .. plan.Unreadable.Take(5).Select(file => new TableProblem($"{file.Location}: {file.Reason}.")),
                .. plan.Notes.Select(note => new TableProblem(note.Sentence)),
            ]);
        }

        cancellation.ThrowIfCancellationRequested();
        progress?.Report(new IngestProgress("writing", samples.Count, samples.Count, 0));
        return new IngestResult
        {
            Folder = request.OutputFolder,
            Facts = Write(request, plan, records, samples, clock),
            ReadCount = read,
        };
    }

    /// <summary>The request with every server replaced by the folder its instances were fetched into.</summary>
    private static IngestRequest Fetched(
        IngestRequest request, List<UnreadableFile> refused, IProgress<IngestProgress>? progress,
        CancellationToken cancellation)
    {
        string[] sources = [.. request.Sources.Select(source =>
        {
            if (!WebSource.IsAddress(source))
            {
                return source;
            }

            string folder = WebSource.Folder(source, request.OutputFolder);
            refused.AddRange(WebSource.Fetch(source, request.Filters, folder, progress, cancellation));
            return folder;
        })];
        return request with { Sources = sources };
    }

    private static CohortFacts Write(
        IngestRequest request, IngestPlan plan, FileRecord[] records, List<IngestSample> samples, TimeProvider clock)
    {
        IngestColumns columns = new(plan, records, samples);
        List<ReadingNote> notes = [.. plan.Notes];
        CohortColumn[] attributes = [.. request.Attributes.Select(text => CohortGroups.Declared(text, columns.Has))];
        foreach (string name in (string[])[
                .. request.Labels, .. request.Texts, .. attributes.Select(attribute => attribute.Name)])
        {
            columns.Cells(name);
        }

        string? unit = Unit(request, plan, columns, notes);
        CohortSplit split = IngestSplit.Apply(request, columns, unit, attributes, notes);
        if (split.OverlapCount > 0)
        {
            notes.Add(new ReadingNote(
                "patient_overlap",
                $"{Words.Count(split.OverlapCount, "unit")} {(split.OverlapCount == 1 ? "has" : "have")} rows in two "
                    + $"or more parts of the "
                + "split; probes refuse such a split (--resplit makes one that keeps every unit together).",
                split.OverlapCount));
        }

        string manifest = Path.Combine(request.OutputFolder, CohortFacts.ManifestName);
        ManifestWriter.Write(manifest, columns.All);
        CohortFacts facts = new()
        {
            Schema = CohortFacts.SchemaId,
            Name = request.Name ?? Path.GetFileName(ImagePaths.Folder(request.OutputFolder)),
            Created = clock.GetUtcNow(),
            Versions = new SortedDictionary<string, string>(StringComparer.Ordinal)
            {
                ["isonomia"] = typeof(CohortIngest).Assembly.GetName().Version?.ToString(3) ?? "unknown",
                ["decoders"] = ImageFile.DecoderVersions,
            },
            ManifestSha256 = Hash(manifest),
            SampleCount = samples.Count,
            UnitCount = unit is null
                ? null
                : IngestSplit.Units(columns.Cells(unit), columns.Cells(columns.Id)).Distinct().LongCount(),
            Root = Root(plan.Root, request.OutputFolder),
            Sources = Origins(request, plan),
            Columns = Roles(request, columns, unit, split.Column, attributes),
            MissingValues = request.MissingValues,
            Split = split,
            Notes = notes,
            Unreadable = plan.Unreadable,
        };
        AtomicFile.WriteText(
            Path.Combine(request.OutputFolder, CohortFacts.FileName),
            JsonSerializer.Serialize(facts, ResultJson.Options) + "\n");
        return facts;
    }

    private static List<CohortColumn> Roles(
        IngestRequest request, IngestColumns columns, string? unit, string split, CohortColumn[] attributes) =>
    [
        new CohortColumn(columns.Id, ColumnRole.Identifier),
        new CohortColumn(columns.Image, ColumnRole.Image),
        .. columns.Frame is null ? [] : new[] { new CohortColumn(columns.Frame, ColumnRole.Frame) },
        new CohortColumn(columns.Hash, ColumnRole.Hash),
        .. unit is null ? [] : new[] { new CohortColumn(unit, ColumnRole.Unit) },
        new CohortColumn(split, ColumnRole.Split),
        .. request.Labels.Select(name => new CohortColumn(name, ColumnRole.Label)),
        .. attributes,
        .. columns.Acquisition.Select(name => new CohortColumn(name, ColumnRole.Acquisition)),
        .. request.Texts.Select(name => new CohortColumn(name, ColumnRole.Text)),
    ];

    private static string? Unit(IngestRequest request, IngestPlan plan, IngestColumns columns, List<ReadingNote> notes)
    {
        if (request.Unit is { } named)
        {
            columns.Cells(named);
            return named;
        }

        string? found = UsualNames.Find(UsualNames.Unit, [.. columns.All.Select(column => column.Name)]);
        if (found is not null)
        {
            notes.Add(new ReadingNote(
                "role_guessed",
                $"Column '{found}' was taken as the patient because of its name; --unit names another one.", 0));
        }

        return found;
    }

    private static List<CohortOrigin> Origins(IngestRequest request, IngestPlan plan) =>
    [
        .. request.Sources.Where(WebSource.IsAddress)
            .Select(source => new CohortOrigin("dicomweb", WebSource.WithoutCredentials(source))),
        .. plan.Folders.Where(folder => !request.Sources.Any(source =>
            WebSource.IsAddress(source)
                && folder == WebSource.Folder(
                    source, request.OutputFolder))).Select(source => new CohortOrigin(Directory.Exists(source)
                ? "folder"
                : "file",
            source)),
        .. plan.Table is null
            ? []
            : new[] { new CohortOrigin("table", plan.Table.Path, plan.Table.Fingerprint.Sha256) },
    ];

    /// <summary>The root: relative where it lies in the cohort's own folder, so that the folder can be moved.</summary>
    private static string Root(string root, string output)
    {
        string folder = ImagePaths.Folder(output);
        return root == folder || ImagePaths.IsInside(folder, root) ? Path.GetRelativePath(folder, root) : root;
    }

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    private static void Check(IngestRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ThreadCount, 1);
        if (request.Sources.Count == 0)
        {
            throw new ArgumentException("No source was named; expected a folder, a file or a table.", nameof(request));
        }

        if (request.Shares.Count != SplitMaker.Parts.Length || request.Shares.Any(share => !(share >= 0))
            || Math.Abs(request.Shares.Sum() - 1) > 1e-9)
        {
            throw new ArgumentException(
                "The shares must be three numbers from 0 that sum to 1 (training, validation, test).", nameof(request));
        }

        if (request.TablePath is null
            && request.Sources.All(source => Directory.Exists(source))
            && (request.Id ?? request.Image ?? request.Join) is not null)
        {
            throw new ArgumentException(
                "--id, --image and --join name columns of a table, but no table was given (--table).", nameof(request));
        }
    }

    /// <summary>Refuses unknown columns before hours of reading, where that can be known.</summary>
    private static void CheckRoles(IngestRequest request, IngestPlan plan)
    {
        if (plan.Table is not { } table)
        {
            return;
        }

        string[] facts =
        [
            .. DicomColumns.Names,
            .. DicomColumns.Names.Select(name => "dicom_" + name),
            "file_kind",
            "pixel_width",
            "pixel_height",
            "frame_count",
            "frame",
        ];
        bool Known(string name) => table.Has(name) || facts.Contains(name);
        string?[] named =
        [
            .. request.Labels, .. request.Texts, request.Unit, request.Resplit ? null : request.Split,
            .. request.Attributes.Select(text => CohortGroups.Declared(text, Known).Name),
        ];
        foreach (string name in named.OfType<string>())
        {
            if (!Known(name))
            {
                throw new UnknownNameException("Column", name, table.Columns.Where(column => column.Length > 0));
            }
        }
    }
}
