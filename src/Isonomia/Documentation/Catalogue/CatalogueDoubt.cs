namespace Isonomia.Documentation;

/// <summary>A remark on a printed cell; it never changes the cell.</summary>
/// <param name="Field">The field it is about.</param>
/// <param name="Remark">What is doubtful.</param>
/// <param name="Status">One of <c>likely error in the table</c>, <c>check at source</c>, <c>blocking</c>,
/// <c>note</c>.</param>
public sealed record CatalogueDoubt(string Field, string Remark, string Status);
