namespace Isonomia.Documentation;

/// <summary>Numbers of a column, counted once a patient.</summary>
/// <param name="Count">Patients with a number.</param>
/// <param name="Minimum">The smallest.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Median">The median.</param>
/// <param name="Maximum">The largest.</param>
public sealed record NumberSummary(int Count, double Minimum, double Mean, double Median, double Maximum);
