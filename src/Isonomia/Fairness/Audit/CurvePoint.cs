namespace Isonomia.Fairness;

/// <summary>A point of a curve.</summary>
/// <param name="X">The abscissa.</param>
/// <param name="Y">The ordinate.</param>
public readonly record struct CurvePoint(double X, double Y);
