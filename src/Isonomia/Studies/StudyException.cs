namespace Isonomia.Studies;

/// <summary>A study file, or what it names, cannot be used; all problems that were found are listed, one sentence
/// each.</summary>
public sealed class StudyException : Exception
{
    /// <summary>Makes the exception from every problem found.</summary>
    /// <param name="problems">The problems, at least one, in the order of the file.</param>
    /// <exception cref="ArgumentException">There is no problem.</exception>
    public StudyException(IReadOnlyList<StudyProblem> problems)
        : base(Lines(problems)) => Problems = problems;

    /// <summary>Every problem; the message has one line for each.</summary>
    public IReadOnlyList<StudyProblem> Problems { get; }

    private static string Lines(IReadOnlyList<StudyProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return problems.Count == 0
            ? throw new ArgumentException("A study exception needs at least one problem.", nameof(problems))
            : string.Join("\n", problems.Select(problem => problem.Sentence));
    }
}
