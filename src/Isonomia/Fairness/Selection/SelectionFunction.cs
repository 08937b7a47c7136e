namespace Isonomia.Fairness;

/// <summary>Chooses a candidate.</summary>
/// <param name="request">The candidates.</param>
/// <returns>The choice.</returns>
/// <exception cref="ArgumentException">The request lacks what the rule needs.</exception>
public delegate SelectionOutcome SelectionFunction(SelectionRequest request);
