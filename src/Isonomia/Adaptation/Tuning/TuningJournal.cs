using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>The checkpoints of a run: for each of its trainings the weights of a step and of the epochs that may be
/// chosen, averages of weights, the state of its loss, and a file that names them.</summary>
/// <remarks>Weights are written first under a name of their own, then the state that names them replaces the old one at
/// once; a process that is killed at any moment leaves a state whose weights are there. Trainings are numbered in the
/// order in which a method starts them.</remarks>
internal sealed class TuningJournal
{
    private readonly string _folder;
    private readonly string _fingerprint;
    private readonly List<TrainingMark> _marks;
    private readonly int _resumedCount;
    private int _next;

    /// <exception cref="ArgumentException">The folder holds a checkpoint of another training.</exception>
    /// <exception cref="TrainingException">The checkpoint is damaged.</exception>
    internal TuningJournal(string folder, string fingerprint, int everySteps)
    {
        (_folder, _fingerprint, EverySteps) = (folder, fingerprint, everySteps);
        _marks = Read();
        _resumedCount = _marks.Count;
    }

    /// <summary>Steps between two checkpoints.</summary>
    internal int EverySteps { get; }

    /// <summary>Steps that this run did not have to make again.</summary>
    internal long ResumedFrom => _marks.Take(_resumedCount).Sum(mark => mark.ResumedStep);

    private string StatePath => Path.Combine(_folder, "state.json");

    /// <summary>Gives the next training its place, and puts network and loss where they were.</summary>
    internal TrainingMark Next(TunedNetwork network, TrainingLoss loss)
    {
        int number = _next++;
        if (number == _marks.Count)
        {
            _marks.Add(new TrainingMark { Number = number });
        }

        _marks[number].Attach(this, network, loss);
        return _marks[number];
    }

    internal string PathOf(string name) => Path.Combine(_folder, name);

    internal void Remove()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>Writes the state and removes weights that it does not name.</summary>
    internal void Write()
    {
        Directory.CreateDirectory(_folder);
        AtomicFile.WriteText(
            StatePath, JsonSerializer.Serialize(new JournalFile(_fingerprint, _marks), AuditJson.Options));
        HashSet<string?> needed = [.. _marks.SelectMany(mark => mark.Files)];
        foreach (string file in Directory.GetFiles(_folder, "*.weights"))
        {
            if (!needed.Contains(Path.GetFileName(file)))
            {
                File.Delete(file);
            }
        }
    }

    internal void Save(TunedNetwork network, string name)
    {
        Directory.CreateDirectory(_folder);
        network.Save(PathOf(name));
    }

    internal void Save(WeightAverage average, string name)
    {
        Directory.CreateDirectory(_folder);
        average.Save(PathOf(name));
    }

    private List<TrainingMark> Read()
    {
        if (!File.Exists(StatePath))
        {
            return [];
        }

        JournalFile? file;
        try
        {
            file = JsonSerializer.Deserialize<JournalFile>(File.ReadAllText(StatePath), AuditJson.Options);
        }
        catch (JsonException failure)
        {
            throw new TrainingException(
                "The checkpoint's state.json is damaged; remove the folder 'checkpoint' in the folder of results to "
                    + "begin anew.", inner: failure);
        }

        return file?.Fingerprint == _fingerprint ? [.. file.Trainings]
            : throw new ArgumentException(
                "The folder of results holds a checkpoint of another training (other data, model or options); name "
                    + "another folder with --out, or remove its folder 'checkpoint'.");
    }

    private sealed record JournalFile(string Fingerprint, IReadOnlyList<TrainingMark> Trainings);
}
