using System.Security.Cryptography;
using System.Text;

namespace Isonomia.Datasets;

/// <summary>One reading of a request: plan the columns, scan the files, build the table.</summary>
internal sealed class PredictionReading
{
    private readonly ReadingState _state;
    private readonly TableSource? _metadata;
    private readonly MetadataJoin? _join;
    private readonly EmbeddingJoin? _embeddingJoin;
    private EmbeddingTable? _embeddings;
    private readonly OutcomePlan _outcome;
    private readonly List<GroupingBuilder> _attributes;
    private readonly List<GroupingBuilder> _controls;
    private readonly GroupingBuilder? _split;
    private readonly GroupingBuilder? _model;
    private readonly WeightPlan? _weight;
    private readonly Planned<IdentifierSink>? _unit;
    private readonly Planned<IdentifierSink>? _id;
    private readonly List<FileFingerprint> _files = [];

    internal PredictionReading(PredictionRequest request, IReadOnlyList<TableSource> sources, TableSource? metadata)
    {
        var plan = new ColumnPlan(sources, metadata, new MissingMarkers(request.MissingValues));
        _state = new ReadingState(request, sources, plan);
        _metadata = metadata;
        _join = metadata is null ? null : MetadataJoin.Plan(request.MetadataKey!, sources, plan);
        _outcome = OutcomePlan.Of(request, plan);
        _attributes = [.. request.Attributes.Select(Specified)];
        _controls = [.. request.Controls.Select(Specified)];
        _split = request.Split is null ? null : Plain(request.Split);
        _model = request.Model is null or PredictionRequest.FileAsModel ? null : Plain(request.Model);
        _weight = request.Weight is null ? null : new WeightPlan(request.Weight, plan);
        _unit = request.Unit is null ? null : plan.Identifiers(request.Unit);
        _embeddingJoin = EmbeddingJoin.Plan(request, sources, plan);
        _id = request.Id is null ? null
            : request.Id == _join?.Key.Column ? new Planned<IdentifierSink>(_join.Key, false)
            : plan.Identifiers(request.Id);
    }

    /// <summary>Reads every file.</summary>
    /// <exception cref="TableException">Rows or cells are wrong.</exception>
    internal void Scan(DuckDbSession session, IProgress<ReadingProgress>? progress, CancellationToken cancellation)
    {
        List<TableProblem> problems = _state.Problems;
        long metadataRows = 0;
        if (_metadata is not null)
        {
            metadataRows = TableScan.Run(
                session, _metadata, _state.Plan.MetadataSinks, _state.MetadataOrigins, problems, progress,
                cancellation);
            _join!.Index(_state.MetadataOrigins, problems);
        }

        foreach (TableSource source in _state.Sources)
        {
            long rows = TableScan.Run(
                session, source, _state.Plan.Sinks, _state.Origins, problems, progress, cancellation);
            _files.Add(Fingerprint(source, rows));
        }

        if (_metadata is not null)
        {
            _files.Add(Fingerprint(_metadata, metadataRows));
        }

        _embeddings = problems.Count == 0
            ? _embeddingJoin?.Read(session, _state.Plan.Sinks[0].Count, _state, progress, cancellation)
            : null;
        if (_embeddingJoin?.File is { } file)
        {
            _files.Add(file);
        }

        bool whole = problems.Count == 0;
        problems.AddRange(_state.Plan.Sinks.SelectMany(sink => sink.Problems(_state.Origins)));
        problems.AddRange(_state.Plan.MetadataSinks.SelectMany(sink => sink.Problems(_state.MetadataOrigins)));
        if (!whole)
        {
            throw new TableException(problems);
        }
    }

    /// <summary>Builds the table from what was read.</summary>
    /// <exception cref="TableException">Labels, weights or groups are wrong.</exception>
    internal PredictionTable Build()
    {
        (List<ReadingNote> notes, List<TableProblem> problems, ColumnPlan plan) =
            (_state.Notes, _state.Problems, _state.Plan);
        int rowCount = plan.Sinks[0].Count;
        notes.AddRange(plan.Notes);
        plan.MetadataRows = _join?.Match(_state.Sources[0], notes, problems);
        Outcome? outcome = _outcome.Build(_state);
        Grouping?[] attributes = [.. _attributes.Select(builder => builder.Build("attribute", notes, problems))];
        Grouping?[] controls = [.. _controls.Select(builder => builder.Build("control", notes, problems))];
        Grouping? split = _split?.Build("split", notes, problems);
        Grouping? model = _state.Request.Model == PredictionRequest.FileAsModel
            ? Files(rowCount)
            : _model?.Build("model", notes, problems);
        double[]? weights = _weight?.Build(_state);
        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        int[]? ids = Ids(model);
        (int[]? units, int unitCount) = Units(rowCount, attributes!, split);
        string all = string.Join("\n", _files.Select(file => file.Sha256));
        return new PredictionTable
        {
            RowCount = rowCount,
            Outcome = outcome!,
            Attributes = attributes!,
            Controls = controls!,
            Units = units,
            UnitCount = unitCount,
            Ids = ids,
            Weights = weights,
            Embeddings = _embeddings,
            Split = split,
            Model = model,
            Fingerprint = new DataFingerprint(
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(all))), _files),
            Notes = notes,
        };
    }

    private static FileFingerprint Fingerprint(TableSource source, long rows) =>
        new(source.Name, source.Inspection.Sha256, source.Inspection.Bytes, rows);

    private GroupingBuilder Specified(string text) =>
        new(AttributeSpecification.Parse(text, _state.Plan.Knows), _state.Plan, _state.Request.GroupLimit);

    private GroupingBuilder Plain(string column) =>
        new(new AttributeSpecification(column, column, null, null), _state.Plan, _state.Request.GroupLimit);

    private Grouping Files(int rowCount)
    {
        string[] names = [.. _state.Sources.Select(source => ModelName(source.Path))];
        string[] groups = [.. names.Order(StringComparer.Ordinal)];
        int[] codes = new int[rowCount];
        int start = 0;
        for (int file = 0; file < names.Length; file++)
        {
            int rows = (int)_files[file].Rows;
            Array.Fill(codes, Array.BinarySearch(groups, names[file], StringComparer.Ordinal), start, rows);
            start += rows;
        }

        return new Grouping("model", groups, codes);
    }

    /// <summary>The file name without extensions; with its folder where two files share it.</summary>
    private string ModelName(string path)
    {
        static string Stem(string file) => Path.GetFileNameWithoutExtension(
            file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file);
        bool shared = _state.Sources.Count(source => Stem(source.Path) == Stem(path)) > 1;
        return shared ? path : Stem(path);
    }

    private int[]? Ids(Grouping? model)
    {
        if (_id is null)
        {
            return null;
        }

        int[] identifiers = _id.Joined ? _state.Plan.Take(_id) : _id.Sink.Codes.ToArray();
        long repeated = UnitCodes.Repeated(identifiers, model);
        _state.Note(
            "duplicate_ids",
            repeated,
            $"{Words.Have(repeated, "row")} an identifier in '{_id.Sink.Column}' that an earlier row has; all rows "
                + "were kept.");
        return identifiers;
    }

    private (int[]? Units, int Count) Units(int rowCount, IReadOnlyList<Grouping> attributes, Grouping? split)
    {
        if (_unit is null)
        {
            return (null, rowCount);
        }

        int[] units = _state.Plan.Take(_unit);
        (int count, long missing) = UnitCodes.Compact(units);
        string column = _unit.Sink.Column;
        _state.Note(
            "rows_without_unit",
            missing,
            $"{Words.Have(missing, "row")} no '{column}'; each counts as a unit of its own.");
        foreach (Grouping attribute in attributes)
        {
            long spanning = UnitCodes.Spanning(units, count, attribute);
            _state.Note(
                "units_spanning_groups",
                spanning,
                $"{Words.Count(spanning, "unit")} of '{column}' {(spanning == 1 ? "has" : "have")} rows in two or more "
                    + $"groups of '{attribute.Attribute}'; "
                + "each row counts in its own group.");
        }

        long overlap = split is null ? 0 : UnitCodes.Spanning(units, count, split);
        _state.Note(
            "patient_overlap",
            overlap,
            $"{Words.Count(overlap, "unit")} of '{column}' {(overlap == 1 ? "has" : "have")} rows in two or more "
                + $"splits of '{split?.Attribute}'; "
            + "results on the test split may look better than they are.");
        return (units, count);
    }
}
