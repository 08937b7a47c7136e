namespace Isonomia.Fairness;

/// <summary>One model in the plane of overall value and gap.</summary>
/// <param name="Model">The model.</param>
/// <param name="Overall">The overall value.</param>
/// <param name="Gap">The gap.</param>
/// <param name="OnFront">Whether no model is at least as good on both and better on one.</param>
/// <param name="OnGroupFront">The same on the values of all groups.</param>
/// <param name="DominatedBy">The models that are better beyond resampling noise: simultaneous paired intervals.</param>
public sealed record FrontPoint(
    string Model, double Overall, double Gap, bool OnFront, bool OnGroupFront, IReadOnlyList<string> DominatedBy);
