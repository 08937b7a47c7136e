namespace Isonomia.Onnx;

/// <summary>A parameter, or what the optimizer keeps for one: the input of a step and the output that replaces
/// it.</summary>
/// <param name="Input">The input's name, which is the state's.</param>
/// <param name="Output">The output's name.</param>
/// <param name="Shape">The shape of both.</param>
internal sealed record TrainingState(string Input, string Output, long[] Shape);
