namespace Isonomia.Onnx;

/// <summary>What one step of training gives.</summary>
/// <param name="Number">The step, from 1.</param>
/// <param name="Loss">The loss of the batch before the step.</param>
/// <param name="GradientNorm">The norm of all gradients together before clipping; null where nothing is
/// clipped.</param>
/// <param name="RowNorms">The norm of every row's gradient before clipping, shape [rows]; null where rows are not
/// clipped.</param>
public sealed record TrainingStep(
    long Number, double Loss, double? GradientNorm, IReadOnlyList<float>? RowNorms = null);
