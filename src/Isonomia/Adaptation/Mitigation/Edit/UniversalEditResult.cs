namespace Isonomia.Adaptation;

/// <summary>One additive edit of all pictures.</summary>
/// <param name="Edit">What is added to every picture, shape [p].</param>
/// <param name="QueryCount">Pictures that were sent to the service.</param>
/// <param name="AcceptedCount">Steps that were taken.</param>
/// <param name="AttributeBefore">The mean of 4(p − ½)² of the attribute's probe over all pictures: 0 undecided, 1
/// certain.</param>
/// <param name="AttributeAfter">The same with the edit.</param>
/// <param name="LabelChange">The root mean square change of the label's probability.</param>
public sealed record UniversalEditResult(
    IReadOnlyList<float> Edit, int QueryCount, int AcceptedCount, double AttributeBefore, double AttributeAfter,
    double LabelChange);
