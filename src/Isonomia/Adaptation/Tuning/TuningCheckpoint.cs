using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>The checkpoints of a training: the weights of a step and of the best epoch, and a file that names both.
/// </summary>
/// <remarks>Weights are written first under a name of their own, then the state that names them replaces the old one at
/// once; a process that is killed at any moment leaves a state whose weights are there.</remarks>
internal sealed class TuningCheckpoint(string folder)
{
    internal string Folder { get; } = folder;

    private string StatePath => Path.Combine(Folder, "state.json");

    /// <summary>Reads the state, or gives null where there is none.</summary>
    /// <exception cref="ArgumentException">The checkpoint is of another training.</exception>
    internal TuningState? Read(string fingerprint)
    {
        if (!File.Exists(StatePath))
        {
            return null;
        }

        TuningState? state;
        try
        {
            state = JsonSerializer.Deserialize<TuningState>(File.ReadAllText(StatePath), AuditJson.Options);
        }
        catch (JsonException failure)
        {
            throw new TrainingException(
                $"The checkpoint's state.json is damaged; remove the folder 'checkpoint' in the folder of results to "
                    + "begin anew.", inner: failure);
        }

        return state?.Fingerprint == fingerprint ? state
            : throw new ArgumentException(
                "The folder of results holds a checkpoint of another training (other data, model or options); name "
                    + "another folder with --out, or remove its folder 'checkpoint'.");
    }

    internal string StepPath(long step) => Path.Combine(Folder, Name("step", step));

    internal string BestPath(int epoch) => Path.Combine(Folder, Name("best", epoch));

    /// <summary>Writes the weights and then the state; older weights are removed.</summary>
    internal void Write(TrainingSession session, TuningState state)
    {
        Directory.CreateDirectory(Folder);
        session.Save(StepPath(state.Step));
        AtomicFile.WriteText(StatePath, JsonSerializer.Serialize(state, AuditJson.Options));
        HashSet<string> needed = [Name("step", state.Step), Name("best", state.BestEpoch)];
        foreach (string file in Directory.GetFiles(Folder, "*.weights"))
        {
            if (!needed.Contains(Path.GetFileName(file)))
            {
                File.Delete(file);
            }
        }
    }

    internal void WriteBest(TrainingSession session, int epoch)
    {
        Directory.CreateDirectory(Folder);
        session.Save(BestPath(epoch));
    }

    internal void Remove()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private static string Name(string kind, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{kind}-{number}.weights");
}
