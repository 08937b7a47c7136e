using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>The rows that metrics are computed from (known label, known score), their resampling units and their
/// cells.</summary>
internal sealed class AuditedRows
{
    private readonly int[] _firstCell;
    private readonly int[] _missingCell;

    private AuditedRows(
        PredictionTable table, IReadOnlyList<Grouping> groupings, int[] rows, int[] units, int unitCount,
        List<Cell> cells, int[] firstCell, int[] missingCell)
    {
        Table = table;
        Groupings = groupings;
        Rows = rows;
        Units = units;
        UnitCount = unitCount;
        Cells = cells;
        _firstCell = firstCell;
        _missingCell = missingCell;
        IsClustered = unitCount < rows.Length;
    }

    /// <summary>The table the rows are in.</summary>
    internal PredictionTable Table { get; }

    /// <summary>The attributes and crossings.</summary>
    internal IReadOnlyList<Grouping> Groupings { get; }

    /// <summary>The table rows, ascending, shape [n].</summary>
    internal int[] Rows { get; }

    /// <summary>The unit of every row, a code in [0, UnitCount), shape [n].</summary>
    internal int[] Units { get; }

    /// <summary>How many units have a row here.</summary>
    internal int UnitCount { get; }

    /// <summary>Whether some unit has several rows.</summary>
    internal bool IsClustered { get; }

    /// <summary>Everybody first, then every group of every grouping, each grouping's rows without a value
    /// last.</summary>
    internal IReadOnlyList<Cell> Cells { get; }

    /// <summary>Gathers the rows and numbers their units.</summary>
    /// <param name="table">The table.</param>
    /// <param name="groupings">Attributes and crossings of the table's rows.</param>
    /// <param name="audited">The audited table rows, ascending, or null: all.</param>
    /// <param name="rowsAreUnits">Whether every row is its own unit even where the table knows patients.</param>
    /// <returns>The rows.</returns>
    internal static AuditedRows Of(
        PredictionTable table, IReadOnlyList<Grouping> groupings, int[]? audited = null, bool rowsAreUnits = false)
    {
        Func<int, bool> isUsable = Usable(table.Outcome);
        int[] rows = audited is null
            ? [.. Enumerable.Range(0, table.RowCount).Where(isUsable)]
            : [.. audited.Where(isUsable)];
        int[] units = new int[rows.Length];
        int unitCount = rows.Length;
        if (table.Units is null || rowsAreUnits)
        {
            for (int i = 0; i < units.Length; i++)
            {
                units[i] = i;
            }
        }
        else
        {
            int[] codes = new int[table.UnitCount];
            Array.Fill(codes, -1);
            unitCount = 0;
            for (int i = 0; i < rows.Length; i++)
            {
                ref int code = ref codes[table.Units[rows[i]]];
                units[i] = code < 0 ? code = unitCount++ : code;
            }
        }

        var cells = new List<Cell> { new(-1, 0, Cell.OverallName, Cell.OverallName) };
        int[] firstCell = new int[groupings.Count];
        int[] missingCell = new int[groupings.Count];
        for (int g = 0; g < groupings.Count; g++)
        {
            Grouping grouping = groupings[g];
            firstCell[g] = cells.Count;
            cells.AddRange(grouping.Groups.Select((name, k) => new Cell(g, k, grouping.Attribute, name)));
            missingCell[g] = rows.Any(row => grouping.Codes[row] < 0) ? cells.Count : -1;
            if (missingCell[g] >= 0)
            {
                cells.Add(new Cell(g, grouping.Groups.Count, grouping.Attribute, Grouping.MissingGroup));
            }
        }

        return new AuditedRows(table, groupings, rows, units, unitCount, cells, firstCell, missingCell);
    }

    /// <summary>The same rows with other units.</summary>
    /// <param name="units">The unit of every row.</param>
    /// <param name="unitCount">How many units there are.</param>
    /// <returns>The rows.</returns>
    internal AuditedRows WithUnits(int[] units, int unitCount) =>
        new(Table, Groupings, Rows, units, unitCount, [.. Cells], _firstCell, _missingCell);

    /// <summary>The cell of a group.</summary>
    /// <param name="grouping">The grouping.</param>
    /// <param name="group">The group.</param>
    /// <returns>The index into <see cref="Cells"/>.</returns>
    internal int CellOf(int grouping, int group) => _firstCell[grouping] + group;

    /// <summary>The cell a row belongs to.</summary>
    /// <param name="grouping">The grouping, or -1 for everybody.</param>
    /// <param name="row">The position in <see cref="Rows"/>.</param>
    /// <returns>The index into <see cref="Cells"/>.</returns>
    internal int CellOfRow(int grouping, int row)
    {
        if (grouping < 0)
        {
            return 0;
        }

        int code = Groupings[grouping].Codes[Rows[row]];
        return code < 0 ? _missingCell[grouping] : _firstCell[grouping] + code;
    }

    /// <summary>Splits an order of all rows into the orders of every cell.</summary>
    /// <param name="order">Positions in <see cref="Rows"/>.</param>
    /// <param name="grouping">The grouping, or -1 for everybody.</param>
    /// <returns>For every cell of the grouping its index and its rows in the given order.</returns>
    internal IEnumerable<(int Cell, int[] Rows)> Split(int[] order, int grouping)
    {
        if (grouping < 0)
        {
            yield return (0, order);
            yield break;
        }

        int first = _firstCell[grouping];
        int count = Groupings[grouping].Groups.Count + (_missingCell[grouping] < 0 ? 0 : 1);
        int[] sizes = new int[count];
        foreach (int row in order)
        {
            sizes[CellOfRow(grouping, row) - first]++;
        }

        int[][] parts = [.. sizes.Select(size => new int[size])];
        Array.Clear(sizes);
        foreach (int row in order)
        {
            int cell = CellOfRow(grouping, row) - first;
            parts[cell][sizes[cell]++] = row;
        }

        for (int k = 0; k < count; k++)
        {
            yield return (first + k, parts[k]);
        }
    }

    /// <summary>The sampling weights, or null where none were given.</summary>
    /// <returns>The weights, shape [n].</returns>
    internal double[]? GatherWeights() =>
        Table.Weights is null ? null : [.. Rows.Select(row => Table.Weights[row])];

    private static Func<int, bool> Usable(Outcome outcome) => outcome switch
    {
        Outcome.Binary binary => row => binary.Labels[row] >= 0 && !double.IsNaN(binary.Scores[row]),
        Outcome.Multiclass multiclass => row => multiclass.Labels[row] >= 0,
        Outcome.Regression regression =>
            row => !double.IsNaN(regression.Targets[row]) && !double.IsNaN(regression.Predictions[row]),
        _ => _ => true,
    };
}
