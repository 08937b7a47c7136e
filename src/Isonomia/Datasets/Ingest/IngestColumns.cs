using System.Globalization;

namespace Isonomia.Datasets;

/// <summary>One column of a manifest: its name and the cell of every sample.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The engine's type: VARCHAR, BIGINT or DOUBLE.</param>
/// <param name="Cells">The cells, shape [n]; null where missing.</param>
internal sealed record ManifestColumn(string Name, string Type, string?[] Cells);

/// <summary>The columns of a manifest: the table's, the facts of the files, and what names and locates every
/// sample.</summary>
internal sealed class IngestColumns
{
    private readonly IngestPlan _plan;
    private readonly IReadOnlyList<FileRecord> _records;
    private readonly IReadOnlyList<IngestSample> _samples;
    private readonly List<ManifestColumn> _columns = [];

    internal IngestColumns(IngestPlan plan, IReadOnlyList<FileRecord> records, IReadOnlyList<IngestSample> samples)
    {
        (_plan, _records, _samples) = (plan, records, samples);
        HashSet<string> table = [.. plan.Table?.Columns.Where(name => name.Length > 0) ?? []];
        bool idIsOwn = plan.IdColumn is null || plan.IdColumn == plan.ImageColumn || !IdsAreTheTables();
        Id = Free(idIsOwn ? "id" : plan.IdColumn!, idIsOwn);
        Image = Free(plan.ImageColumn ?? "image", plan.ImageColumn is null);
        Add(Id, "VARCHAR", sample => sample.Id);
        Add(Image, "VARCHAR", sample => Path.GetRelativePath(plan.Root, plan.Files[sample.File].Path));
        Frame = Fact(
            "frame", "BIGINT", (_, sample) => Integer(sample.Frame),
            always: records.Any(record => record.FrameCount > 1));
        foreach (string name in plan.Table?.Columns.Where(name => name.Length > 0 && name != Id && name != Image) ?? [])
        {
            string?[] cells = plan.Table!.Cells(name).Texts();
            Add(name, "VARCHAR", sample => sample.Row < 0 ? null : cells[sample.Row]);
        }

        for (int i = 0; i < DicomColumns.Names.Length; i++)
        {
            int fact = i;
            string type = DicomColumns.Names[i] is "age" or "height_m" or "weight_kg"
                || DicomColumns.Names[i].EndsWith("_mm", StringComparison.Ordinal)
                ? "DOUBLE"
                : "VARCHAR";
            bool any = samples.Any(sample => records[sample.File].Facts?[fact] is not null);
            string? column = Fact(DicomColumns.Names[i], type, (record, _) => record.Facts?[fact], any, "dicom_");
            if (column is not null && DicomColumns.Names[i] is not (DicomColumns.PatientId or "sex" or "age"))
            {
                Acquisition.Add(column);
            }
        }

        Acquisition.Add(Fact("file_kind", "VARCHAR", (record, _) => record.Kind)!);
        Acquisition.Add(Fact("file_bytes", "BIGINT", (record, _) => Integer(record.Length))!);
        Acquisition.Add(Fact("pixel_width", "BIGINT", (record, _) => Integer(record.Width))!);
        Acquisition.Add(Fact("pixel_height", "BIGINT", (record, _) => Integer(record.Height))!);
        Acquisition.Add(Fact("frame_count", "BIGINT", (record, _) => Integer(record.FrameCount))!);
        Hash = Fact("sha256", "VARCHAR", (record, _) => record.Sha256)!;

        string Free(string name, bool own) => own && table.Contains(name) ? Free("ingest_" + name, own) : name;

        string? Fact(
            string name, string type, Func<FileRecord, IngestSample, string?> cell, bool always = true,
            string prefix = "ingest_")
        {
            if (!always)
            {
                return null;
            }

            while (_columns.Exists(column => column.Name == name) || table.Contains(name))
            {
                name = prefix + name;
            }

            Add(name, type, sample => cell(_records[sample.File], sample));
            return name;
        }
    }

    internal string Id { get; }

    internal string Image { get; }

    internal string? Frame { get; }

    internal string Hash { get; }

    internal List<string> Acquisition { get; } = [];

    internal IReadOnlyList<ManifestColumn> All => _columns;

    internal bool Has(string name) => _columns.Exists(column => column.Name == name);

    internal string?[] Cells(string name) => _columns.Find(column => column.Name == name)?.Cells
        ?? throw new Catalogs.UnknownNameException("Column", name, _columns.Select(column => column.Name));

    /// <summary>Adds a column, or puts other cells into the one that has the name.</summary>
    internal void Set(string name, string?[] cells)
    {
        int at = _columns.FindIndex(column => column.Name == name);
        ManifestColumn column = new(name, "VARCHAR", cells);
        if (at < 0)
        {
            _columns.Add(column);
        }
        else
        {
            _columns[at] = column;
        }
    }

    private static string Integer(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Add(string name, string type, Func<IngestSample, string?> cell) =>
        _columns.Add(new ManifestColumn(name, type, [.. _samples.Select(cell)]));

    /// <summary>Whether every sample is named by the table's identifier; otherwise that column is kept as it
    /// is.</summary>
    private bool IdsAreTheTables()
    {
        string?[] ids = _plan.Table!.Cells(_plan.IdColumn!).Texts();
        return _samples.All(
            sample =>
                sample.Row >= 0 && ids[sample.Row] is { } id && sample.Id.StartsWith(id, StringComparison.Ordinal));
    }
}
