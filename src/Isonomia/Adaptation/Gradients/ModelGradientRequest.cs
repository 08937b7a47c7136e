namespace Isonomia.Adaptation;

/// <summary>Which gradients of which model are wanted.</summary>
public sealed record ModelGradientRequest
{
    /// <summary>The <c>.onnx</c> file.</summary>
    public required string ModelPath { get; init; }

    /// <summary>Per input of the model an <c>.npy</c> file.</summary>
    public required IReadOnlyDictionary<string, string> Inputs { get; init; }

    /// <summary>The output (or any named tensor) that the loss is put on; null for the model's only output.</summary>
    public string? Output { get; init; }

    /// <summary><c>softmax_cross_entropy</c>, <c>sigmoid_cross_entropy</c> or <c>sum</c>.</summary>
    public string Loss { get; init; } = "softmax_cross_entropy";

    /// <summary>An <c>.npy</c> file with a class per row (integers from 0), or with a target from 0 to 1 per element
    /// for the sigmoid; null for the sum.</summary>
    public string? LabelsPath { get; init; }

    /// <summary><c>inputs</c>, <c>weights</c>, or names of tensors.</summary>
    public IReadOnlyList<string> With { get; init; } = ["inputs"];

    /// <summary>The <c>.npz</c> file to write.</summary>
    public required string OutPath { get; init; }

    /// <summary>Threads, at least 1.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>What the durations are measured with.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
