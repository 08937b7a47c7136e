namespace Isonomia.Studies;

/// <summary>One thing that is wrong with a study file.</summary>
/// <param name="Sentence">What was found, what was expected and where.</param>
/// <param name="Line">The line, from 1, or null where no line is at fault.</param>
public sealed record StudyProblem(string Sentence, int? Line = null);
