using System.Globalization;

namespace Isonomia.Adaptation;

/// <summary>A hyper-parameter of a mitigation.</summary>
/// <param name="Name">Its name, snake_case.</param>
/// <param name="Default">The value of the paper or of the released code, as <paramref name="Meaning"/> says.</param>
/// <param name="Low">The lowest value that is meaningful.</param>
/// <param name="High">The highest value that is meaningful.</param>
/// <param name="Meaning">What it does, and where the default comes from.</param>
public sealed record MitigationSetting(string Name, double Default, double Low, double High, string Meaning)
{
    /// <summary>The names of the values 0, 1, 2, … where it is a choice; otherwise empty.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What a search draws it from, or null: it keeps its default.</summary>
    internal SearchRange? Search { get; init; }

    /// <summary>A setting that is a choice among names.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="meaning">What it chooses.</param>
    /// <param name="choices">The names; the first is the default.</param>
    /// <returns>The setting.</returns>
    internal static MitigationSetting OneOf(string name, string meaning, params string[] choices) =>
        new(name, 0, 0, choices.Length - 1, meaning) { Choices = choices };

    /// <summary>Reads a value: a number, or one of the names.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The value.</returns>
    /// <exception cref="Catalogs.UnknownNameException">The name is not among the choices.</exception>
    /// <exception cref="ArgumentException">The text is no number.</exception>
    public double Parse(string text)
    {
        if (Choices.Count > 0)
        {
            int place = Choices.ToList().IndexOf(text);
            return place >= 0 ? place : throw new Catalogs.UnknownNameException($"Value of {Name}", text, Choices);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new ArgumentException($"Setting '{Name}' is '{text}'; a number was expected.");
    }
}
