using System.Globalization;
using System.Runtime.InteropServices;

namespace Isonomia.Onnx;

/// <summary>The equal average of the parameters at several moments of a training.</summary>
/// <remarks>Source: Izmailov et al., UAI 2018, algorithm 1 (SWA); averages of segments put together once each are those
/// of Cha et al., NeurIPS 2021 (SWAD). Of low-rank adapters the matrices are averaged, not their products.</remarks>
public sealed class WeightAverage
{
    private const string Format = "isonomia.average/1";
    private readonly Dictionary<string, (double[] Mean, long[] Shape)> _means = new(StringComparer.Ordinal);

    /// <summary>How many moments were averaged.</summary>
    public long Count { get; private set; }

    /// <summary>How many parameters were averaged.</summary>
    public int ParameterCount => _means.Count;

    /// <summary>Puts averages together, each counted once, however many moments it holds.</summary>
    /// <param name="averages">Averages of one training, at least one, none of them empty.</param>
    /// <returns>Their average.</returns>
    /// <exception cref="ArgumentException">There is none, one is empty, or they are of different
    /// parameters.</exception>
    public static WeightAverage Of(IReadOnlyList<WeightAverage> averages)
    {
        ArgumentNullException.ThrowIfNull(averages);
        if (averages.Count == 0 || averages.Any(average => average.Count == 0))
        {
            throw new ArgumentException("At least one average was expected, and none without a moment.");
        }

        WeightAverage all = new();
        foreach (WeightAverage average in averages)
        {
            all.Add(average._means.Select(entry => (entry.Key, entry.Value.Mean, entry.Value.Shape)));
        }

        return all;
    }

    /// <summary>Adds the parameters of a training as they are now.</summary>
    /// <param name="session">The training.</param>
    /// <exception cref="ArgumentException">It has other parameters than those before.</exception>
    public void Add(TrainingSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        Add([.. session.ParameterNames.Select(session.Parameter)]);
    }

    /// <summary>Adds parameters.</summary>
    /// <param name="parameters">The parameters, named.</param>
    /// <exception cref="ArgumentException">They are others than those before.</exception>
    public void Add(IReadOnlyCollection<OnnxTensor> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Add(parameters.Select(tensor => (
            tensor.Name, Array.ConvertAll(tensor.Values, value => (double)value), tensor.Shape.ToArray())));
    }

    /// <summary>Gives the average of a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The average, rounded to single precision.</returns>
    /// <exception cref="ArgumentException">Nothing of that name was averaged.</exception>
    public float[] Mean(string name) => _means.TryGetValue(name, out (double[] Mean, long[] Shape) entry)
        ? Array.ConvertAll(entry.Mean, value => (float)value)
        : throw new ArgumentException($"No parameter '{name}' was averaged.", nameof(name));

    /// <summary>Gives the model of a training with the average in place of its parameters.</summary>
    /// <param name="session">The training.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidOperationException">Nothing was averaged.</exception>
    public OnnxModel Export(TrainingSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Count == 0 ? throw new InvalidOperationException("Nothing was averaged yet.")
            : session.ExportWith(name => TensorData.Reals(
                name, TensorProto.Types.DataType.Float, _means[name].Mean, _means[name].Shape));
    }

    /// <summary>Writes the average, so that a training that is resumed goes on with it.</summary>
    /// <param name="path">The file; an existing one is replaced whole or stays.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => new CheckpointFile(
        Format, string.Empty,
        new Dictionary<string, string> { ["count"] = Count.ToString(CultureInfo.InvariantCulture) },
        [.. _means.Select(entry => TensorData.Reals(
            entry.Key, TensorProto.Types.DataType.Double, entry.Value.Mean, entry.Value.Shape))]).Write(path);

    /// <summary>Reads an average.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The average.</returns>
    /// <exception cref="TrainingException">The file is damaged or something else.</exception>
    public static WeightAverage Load(string path)
    {
        var file = CheckpointFile.Read(path, Format);
        WeightAverage average = new()
        {
            Count = long.Parse(file.Facts["count"], CultureInfo.InvariantCulture),
        };
        foreach (TensorProto tensor in file.Tensors)
        {
            average._means[tensor.Name] =
                (MemoryMarshal.Cast<byte, double>(tensor.RawData.Span).ToArray(), [.. tensor.Dims]);
        }

        return average;
    }

    private void Add(IEnumerable<(string Name, double[] Values, long[] Shape)> tensors)
    {
        (string Name, double[] Values, long[] Shape)[] all = [.. tensors];
        if (Count > 0 && (all.Length != _means.Count || all.Any(entry => !_means.ContainsKey(entry.Name)
            || _means[entry.Name].Mean.Length != entry.Values.Length)))
        {
            throw new ArgumentException("An average is of one training; these parameters are others.");
        }

        Count++;
        foreach ((string name, double[] values, long[] shape) in all)
        {
            if (Count == 1)
            {
                _means[name] = ((double[])values.Clone(), shape);
                continue;
            }

            double[] mean = _means[name].Mean;
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += (values[i] - mean[i]) / Count;
            }
        }
    }
}
