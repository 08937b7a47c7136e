using Microsoft.ML.OnnxRuntime;

namespace Isonomia.Onnx;

/// <content>What is put into a training from outside.</content>
public sealed partial class TrainingSession
{
    /// <summary>Puts other numbers into parameters; the optimizer's memory stays.</summary>
    /// <param name="parameters">The parameters, of the shapes they have.</param>
    /// <exception cref="ArgumentException">A parameter is not trained or has another length.</exception>
    public void Replace(IReadOnlyCollection<OnnxTensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (OnnxTensor parameter in parameters)
        {
            if (!_asked.Contains(parameter.Name) || !_banks[_current].TryGetValue(parameter.Name, out OrtValue? value)
                || value.GetTensorTypeAndShape().ElementCount != parameter.Values.Length)
            {
                throw new ArgumentException(
                    $"'{parameter.Name}' is not trained or has another length.", nameof(parameters));
            }

            parameter.Values.CopyTo(value.GetTensorMutableDataAsSpan<float>());
        }
    }

    /// <summary>Forgets what the optimizer keeps, as if the next step were the first; the parameters stay.</summary>
    public void Forget()
    {
        foreach (TrainingState state in _step.States.Where(state => !_asked.Contains(state.Input)))
        {
            _banks[_current][state.Input].GetTensorMutableRawData().Clear();
        }

        StepCount = 0;
    }
}
