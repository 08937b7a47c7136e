namespace Isonomia.Datasets;

/// <summary>One thing that is wrong with a table.</summary>
/// <param name="Sentence">What was found, what was expected and where; never the contents of a cell.</param>
/// <param name="File">The path of the file, or null where no single file is at fault.</param>
/// <param name="Row">The first row concerned, counted from 1 as a spreadsheet does: the header line of a text table
/// is row 1; empty lines are not counted. Null where no row is at fault.</param>
/// <param name="Column">The column concerned, or null.</param>
public sealed record TableProblem(string Sentence, string? File = null, long? Row = null, string? Column = null);
