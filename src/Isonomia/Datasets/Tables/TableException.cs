namespace Isonomia.Datasets;

/// <summary>A table cannot be read as asked; all problems that were found are listed, one sentence each.</summary>
public sealed class TableException : Exception
{
    /// <summary>Makes the exception from every problem found.</summary>
    /// <param name="problems">The problems, at least one, in the order they were found.</param>
    /// <exception cref="ArgumentException">There is no problem.</exception>
    public TableException(IReadOnlyList<TableProblem> problems)
        : this(problems, null)
    {
    }

    internal TableException(TableProblem problem, Exception? inner = null)
        : this([problem], inner)
    {
    }

    private TableException(IReadOnlyList<TableProblem> problems, Exception? inner)
        : base(Lines(problems), inner) => Problems = problems;

    /// <summary>Every problem; the message has one line for each.</summary>
    public IReadOnlyList<TableProblem> Problems { get; }

    /// <summary>The path of the file of the first problem, or null.</summary>
    public string? File => Problems[0].File;

    /// <summary>The row of the first problem (see <see cref="TableProblem"/>), or null.</summary>
    public long? Row => Problems[0].Row;

    /// <summary>The column of the first problem, or null.</summary>
    public string? Column => Problems[0].Column;

    private static string Lines(IReadOnlyList<TableProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 0
            ? throw new ArgumentException("A table exception needs at least one problem.", nameof(problems))
            : string.Join("\n", problems.Select(problem => problem.Sentence));
    }
}
