namespace Isonomia.Datasets;

/// <summary>What must hold for the rows of a cohort, and what must be said about them.</summary>
internal sealed class CohortChecks(
    CohortTable table, IReadOnlyList<CohortColumn> columns, List<TableProblem> problems, List<ReadingNote> notes)
{
    /// <summary>Every sample has an identifier of its own.</summary>
    internal void Distinct(string?[] ids)
    {
        string column = columns.First(known => known.Role == ColumnRole.Identifier).Name;
        HashSet<string> seen = new(ids.Length, StringComparer.Ordinal);
        (List<int> empty, List<int> repeated) = ([], []);
        for (int row = 0; row < ids.Length; row++)
        {
            if (ids[row] is not { } id)
            {
                empty.Add(row);
            }
            else if (!seen.Add(id))
            {
                repeated.Add(row);
            }
        }

        Add(empty, column, "is empty", "every sample needs an identifier");
        Add(repeated, column, "repeats an earlier identifier", "identifiers must differ");
    }

    /// <summary>Every sample has a picture, inside the root.</summary>
    internal void Inside(string?[]? images, string root)
    {
        if (images is null)
        {
            return;
        }

        string column = columns.First(known => known.Role == ColumnRole.Image).Name;
        int[] rows = [.. Enumerable.Range(0, images.Length)];
        Add(
            [.. rows.Where(row => images[row] is null)], column, "is empty",
            "every sample needs the path of its picture");
        Add(
            [.. rows.Where(row => images[row] is { } image && !ImagePaths.IsInside(root, image))],
            column,
            "leads out of the root folder",
            "picture paths must stay inside it (--root names another folder)");
    }

    /// <summary>Frames are whole numbers from 0.</summary>
    internal int[]? Frames()
    {
        if (columns.FirstOrDefault(known => known.Role == ColumnRole.Frame) is not { } column)
        {
            return null;
        }

        double[] numbers = table.Cells(column.Name).Numbers(out int badRow);
        int[] bad =
        [
            .. Enumerable.Range(0, numbers.Length)
                .Where(row => row == badRow
                    || (!double.IsNaN(numbers[row]) && numbers[row] is not (>= 0 and <= int.MaxValue))
                    || (!double.IsNaN(numbers[row]) && numbers[row] != Math.Floor(numbers[row]))),
        ];
        Add([.. bad], column.Name, "is not a whole number from 0", "it is the frame of a multi-frame file");
        return bad.Length > 0 ? null : [.. numbers.Select(number => double.IsNaN(number) ? 0 : (int)number)];
    }

    /// <summary>Every declared attribute can be made into groups.</summary>
    internal void Groups()
    {
        foreach (CohortColumn column in columns.Where(known => known.Role == ColumnRole.Attribute))
        {
            try
            {
                CohortGroups.Build(table, CohortGroups.Specification(column), notes);
            }
            catch (TableException exception)
            {
                problems.AddRange(exception.Problems);
            }
        }
    }

    /// <summary>The patients; a sample whose patient is unknown becomes one of its own.</summary>
    internal string[]? Units(string?[]? units, string[] ids)
    {
        if (units is null)
        {
            return null;
        }

        int missing = 0;
        for (int row = 0; row < units.Length; row++)
        {
            if (units[row] is null)
            {
                units[row] = $"(no unit) {ids[row]}";
                missing++;
            }
        }

        string column = columns.First(known => known.Role == ColumnRole.Unit).Name;
        Note(
            "rows_without_unit", missing,
            $"{Words.Have(missing, "row")} no value of '{column}' and became units of their own.");
        return units!;
    }

    /// <summary>Says how many patients are in two splits.</summary>
    internal void Overlap(string[]? units, string?[]? splits)
    {
        if (splits is null)
        {
            return;
        }

        int without = splits.Count(split => split is null);
        Note("rows_without_split", without, $"{Words.Have(without, "row")} no split and belong to no part of it.");
        if (units is null)
        {
            return;
        }

        int shared = SplitOverlap.Of(units, splits).Count;
        Note(
            "patient_overlap",
            shared,
            $"{Words.Count(shared, "unit")} {(shared == 1 ? "has" : "have")} rows in two or more splits; results "
                + $"across them would flatter the model.");
    }

    private void Note(string id, long count, string sentence)
    {
        if (count > 0)
        {
            notes.Add(new ReadingNote(id, sentence, count));
        }
    }

    private void Add(IReadOnlyList<int> rows, string column, string found, string expected)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string more = rows.Count == 1 ? string.Empty : $" ({Words.Count(rows.Count)} such rows)";
        long number = table.RowNumber(rows[0]);
        problems.Add(new TableProblem(
            $"{table.Name} row {number}: column '{column}' {found}{more}; {expected}.", table.Path, number, column));
    }
}
