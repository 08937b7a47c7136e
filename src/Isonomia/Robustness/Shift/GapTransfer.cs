namespace Isonomia.Robustness;

/// <summary>One line of the fairness transfer table.</summary>
/// <param name="First">Where the model was trained.</param>
/// <param name="Second">Where it is used.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="FirstGap">The gap where it was trained, or null.</param>
/// <param name="SecondGap">The gap where it is used, or null.</param>
/// <param name="FirstVerdict">The verdict on the first gap.</param>
/// <param name="SecondVerdict">The verdict on the second gap.</param>
/// <param name="IsTransferFailure">None found where it was trained and one found where it is used.</param>
public sealed record GapTransfer(
    string First,
    string Second,
    string Attribute,
    double? FirstGap,
    double? SecondGap,
    string FirstVerdict,
    string SecondVerdict,
    bool IsTransferFailure);
