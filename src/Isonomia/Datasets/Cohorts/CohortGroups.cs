namespace Isonomia.Datasets;

/// <summary>From the cells of a cohort's column to groups.</summary>
internal static class CohortGroups
{
    /// <summary>The specification of a declared attribute.</summary>
    internal static AttributeSpecification Specification(CohortColumn column)
    {
        string text = column.Binning is null ? column.Name : $"{column.Name}:{column.Binning}";
        AttributeSpecification specification = AttributeSpecification.Parse(text, name => name == column.Name);
        return specification with { Name = column.Alias ?? column.Name };
    }

    /// <summary>The declared form of a specification that a person wrote.</summary>
    internal static CohortColumn Declared(string text, Func<string, bool> isColumn)
    {
        AttributeSpecification specification = AttributeSpecification.Parse(text, isColumn);
        string? binning = specification.Edges is null && specification.Mapping is null
            ? null
            : text[
                (
                    text.LastIndexOf(specification.Column + ":", StringComparison.Ordinal)
                        + specification.Column.Length
                        + 1)..];
        string? alias = specification.Name == specification.Column ? null : specification.Name;
        return new CohortColumn(specification.Column, ColumnRole.Attribute, binning, alias);
    }

    /// <summary>Builds the groups of a column of a cohort's table.</summary>
    internal static Grouping Build(CohortTable table, AttributeSpecification specification, List<ReadingNote> notes)
    {
        CohortCells cells = table.Cells(specification.Column);
        if (specification.Edges is not null)
        {
            cells.Numbers(out int badRow);
            if (badRow >= 0)
            {
                throw new TableException(NotANumber(table, specification.Column, badRow));
            }
        }

        return Build(cells, table.Name, table.Path, specification, notes);
    }

    /// <summary>Builds the groups of cells.</summary>
    internal static Grouping Build(
        CohortCells cells, string name, string? path, AttributeSpecification specification, List<ReadingNote> notes)
    {
        string column = specification.Column;
        if (specification.Edges is not null)
        {
            double[] numbers = cells.Numbers(out int badRow);
            return badRow < 0
                ? GroupingBuilder.Binned(specification, numbers, "attribute", notes)
                : throw new TableException(new TableProblem(
                    $"{name}: column '{column}' has a cell that is not a number; expected numbers with a decimal "
                        + $"point, "
                    + "or name what stands for 'unknown' as a missing value.",
                    path,
                    null,
                    column));
        }

        (int[] codes, IReadOnlyList<string> names) = cells.Coded(Cohort.GroupLimit)
            ?? throw new TableException(new TableProblem(
            $"{name} column '{column}' has more than {Words.Count(Cohort.GroupLimit)} different values, too many for "
                + $"groups; "
            + $"give bins ({column}:0,40,60), a mapping, or another column.",
            path,
            null,
            column));
        return GroupingBuilder.Named(specification, names, codes, "attribute", notes);
    }

    internal static TableProblem NotANumber(CohortTable table, string column, int row) => new(
        $"{table.Name} row {table.RowNumber(row)}: column '{column}' has a cell that is not a number; "
        + "expected numbers with a decimal point, or name what stands for 'unknown' as a missing value.",
        table.Path,
        table.RowNumber(row),
        column);
}
