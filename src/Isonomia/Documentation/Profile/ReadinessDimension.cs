namespace Isonomia.Documentation;

/// <summary>One dimension of what a data set can support; there is no overall score.</summary>
/// <param name="Id">The dimension.</param>
/// <param name="Level">0 to 3.</param>
/// <param name="Evidence">Why.</param>
/// <param name="Raise">What would raise it.</param>
public sealed record ReadinessDimension(string Id, int Level, string Evidence, string Raise);
