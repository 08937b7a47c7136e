using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Finds for every prediction its row in the metadata table.</summary>
internal sealed class MetadataJoin
{
    private readonly TableSource _metadata;
    private readonly IdentifierSink _metadataKey;
    private int[] _rowOfCode = [];
    private long _withoutKey;

    private MetadataJoin(TableSource metadata, IdentifierSink metadataKey, IdentifierSink key) =>
        (_metadata, _metadataKey, Key) = (metadata, metadataKey, key);

    /// <summary>The key in the prediction files.</summary>
    internal IdentifierSink Key { get; }

    /// <summary>Plans the join on <c>id</c> or <c>id=img_id</c>.</summary>
    /// <exception cref="UnknownNameException">A key column is unknown.</exception>
    internal static MetadataJoin Plan(string key, IReadOnlyList<TableSource> sources, ColumnPlan plan)
    {
        TableSource metadata = plan.Metadata!;
        int at = sources[0].Columns.Contains(key) ? -1 : key.IndexOf('=', StringComparison.Ordinal);
        (string left, string right) = at < 0 ? (key, key) : (key[..at], key[(at + 1)..]);
        foreach (TableSource source in sources)
        {
            source.Require(left);
        }

        metadata.Require(right);
        var metadataKey = new IdentifierSink(right, plan.Markers);
        var join = new MetadataJoin(
            metadata, metadataKey, new IdentifierSink(left, plan.Markers, metadataKey.Identifiers));
        plan.MetadataSinks.Insert(0, join._metadataKey);
        plan.Sinks.Insert(0, join.Key);
        return join;
    }

    /// <summary>Indexes the metadata rows once they are read.</summary>
    internal void Index(RowOrigins origins, List<TableProblem> problems)
    {
        int[] codes = _metadataKey.Take();
        _rowOfCode = new int[_metadataKey.Identifiers.Count];
        Array.Fill(_rowOfCode, -1);
        (long repeated, int first) = (0, -1);
        for (int i = 0; i < codes.Length; i++)
        {
            if (codes[i] < 0)
            {
                _withoutKey++;
            }
            else if (_rowOfCode[codes[i]] >= 0)
            {
                first = repeated++ == 0 ? i : first;
            }
            else
            {
                _rowOfCode[codes[i]] = i;
            }
        }

        if (repeated > 0)
        {
            long row = origins.Locate(first).Row;
            problems.Add(new TableProblem(
                $"{_metadata.Name} row {row}: the key '{_metadataKey.Column}' repeats an earlier row's "
                + $"({Words.Count(repeated, "such row")}); expected one row for each key.",
                _metadata.Path,
                row,
                _metadataKey.Column));
        }
    }

    /// <summary>Finds the partners of all predictions.</summary>
    internal int[] Match(TableSource first, List<ReadingNote> notes, List<TableProblem> problems)
    {
        ReadOnlySpan<int> codes = Key.Codes;
        int[] rows = new int[codes.Length];
        long unmatched = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = codes[i] >= 0 && codes[i] < _rowOfCode.Length ? _rowOfCode[codes[i]] : -1;
            unmatched += rows[i] < 0 ? 1 : 0;
        }

        if (unmatched == rows.Length && rows.Length > 0)
        {
            problems.Add(new TableProblem(
                $"None of the {Words.Count(rows.Length, "row")} of {first.Name} has a partner in {_metadata.Name} "
                + $"(key '{Key.Column}' = '{_metadataKey.Column}'); expected the same identifiers in both.",
                _metadata.Path,
                null,
                _metadataKey.Column));
        }
        else if (unmatched > 0)
        {
            notes.Add(new ReadingNote(
                "rows_without_metadata",
                $"{Words.Have(unmatched, "row")} no partner in {_metadata.Name}; what comes from there is missing for "
                    + "them.",
                unmatched));
        }

        if (_withoutKey > 0)
        {
            notes.Add(new ReadingNote(
                "metadata_rows_without_key",
                $"{Words.Count(_withoutKey, "row")} of {_metadata.Name} {(_withoutKey == 1 ? "has" : "have")} no key "
                    + "and cannot be joined.",
                _withoutKey));
        }

        return rows;
    }
}
