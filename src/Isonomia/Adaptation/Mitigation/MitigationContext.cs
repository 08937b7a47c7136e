using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>What a method is given: rows, hyper-parameters, training settings and a seed.</summary>
/// <param name="Problem">The rows.</param>
/// <param name="Settings">Hyper-parameters by name, defaults filled in.</param>
/// <param name="Options">How heads are trained.</param>
/// <param name="Seed">The seed of every draw.</param>
internal sealed record MitigationContext(
    MitigationProblem Problem, IReadOnlyDictionary<string, double> Settings, TrainingOptions Options, ulong Seed)
{
    /// <summary>What a reader must know about this run.</summary>
    internal List<string> Notes { get; } = [];

    /// <summary>The model that is trained with the head; null: a head on the problem's embeddings.</summary>
    internal TunedBackbone? Backbone { get; init; }

    /// <summary>The checkpoints of a model's training, or null.</summary>
    internal TuningJournal? Journal { get; init; }

    /// <summary>Is told of every step, or null.</summary>
    internal IProgress<Fairness.AuditProgress>? Progress { get; init; }

    /// <summary>Numbers of a row that a loss may change before it runs: the embedding, or what enters the trained part
    /// of a model.</summary>
    internal int InputWidth => Backbone?.Rows.Length ?? Problem.Embeddings.Width;

    internal double this[string setting] => Settings[setting];

    /// <summary>The random stream of a named part of the run.</summary>
    internal RandomSource Random(string part) => RandomSource.For(Seed, part, 0);

    /// <summary>Fills in defaults; refuses names and values that a method does not know.</summary>
    /// <exception cref="Catalogs.UnknownNameException">A setting is unknown.</exception>
    /// <exception cref="ArgumentException">A value is out of range.</exception>
    internal static Dictionary<string, double> Complete(
        MitigationMethod method, IReadOnlyDictionary<string, double> given)
    {
        Dictionary<string, double> complete =
            method.Settings.ToDictionary(setting => setting.Name, setting => setting.Default);
        foreach ((string name, double value) in given)
        {
            MitigationSetting setting = method.Settings.FirstOrDefault(one => one.Name == name)
                ?? throw new Catalogs.UnknownNameException("Setting", name, complete.Keys);
            complete[name] = value >= setting.Low && value <= setting.High
                ? value
                : throw new ArgumentException(
                    $"Setting '{name}' of '{method.Id}' is {value:R}; it must lie in [{setting.Low:R}, "
                        + $"{setting.High:R}].");
        }

        return complete;
    }
}
