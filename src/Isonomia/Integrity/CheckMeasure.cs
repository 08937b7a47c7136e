namespace Isonomia.Integrity;

/// <summary>A number that a check computed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Value">Its value; null where it is not defined.</param>
/// <param name="Meaning">What it is, in one line.</param>
public sealed record CheckMeasure(string Id, double? Value, string Meaning);
