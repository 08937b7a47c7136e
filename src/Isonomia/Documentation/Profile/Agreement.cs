namespace Isonomia.Documentation;

/// <summary>How often two sources say the same.</summary>
/// <param name="Agree">Rows where they do.</param>
/// <param name="Disagree">Rows where they do not.</param>
public sealed record Agreement(int Agree, int Disagree);
