namespace Isonomia.Documentation;

/// <summary>One thing that is wrong with a Croissant file.</summary>
/// <param name="IsError">Whether it makes the file invalid; otherwise it is a warning.</param>
/// <param name="Text">The text of the reference library, with the path of the node where it has one; texts of ours
/// begin with
/// <c>isonomia:</c>.</param>
/// <param name="JsonPath">Where it is in the file, for example <c>$.recordSet[0].field[1].dataType</c>.</param>
public sealed record CroissantIssue(bool IsError, string Text, string JsonPath);
