using System.Globalization;
using System.Text;
using Isonomia.Catalogs;

namespace Isonomia.Curation;

/// <summary>A step with its settings, as written: <c>semdedup(epsilon=0.03, order=hard)</c>.</summary>
public sealed record StepCall
{
    private readonly Dictionary<string, string> _given;

    private StepCall(CurationStep step, Dictionary<string, string> given) => (Step, _given) = (step, given);

    /// <summary>The step.</summary>
    public CurationStep Step { get; }

    /// <summary>The step with every setting, given or default, in the order of the catalog.</summary>
    public string Text
    {
        get
        {
            IEnumerable<string> settings = Step.Settings
                .Concat(StepLimit.Settings.Where(setting => _given.ContainsKey(setting.Name)))
                .Where(setting => this[setting.Name].Length > 0)
                .Select(setting => $"{setting.Name}={Quoted(this[setting.Name])}");
            return $"{Step.Id}({string.Join(", ", settings)})";
        }
    }

    /// <summary>The text of a setting, the default where it was not given; empty where there is none.</summary>
    /// <param name="name">The setting.</param>
    public string this[string name] => _given.TryGetValue(name, out string? text)
        ? text
        : Step.Settings.Concat(StepLimit.Settings).First(setting => setting.Name == name).Default;

    /// <summary>Reads a pipeline: steps joined by <c>|</c>.</summary>
    /// <param name="text">For example <c>dedup|balance(by=sex+site, way=weight)</c>; a value with a comma, a bracket or
    /// a bar stands in double quotes.</param>
    /// <param name="steps">The steps that are known; null for the catalog.</param>
    /// <returns>The steps, at least one.</returns>
    /// <exception cref="UnknownNameException">A step or a setting is unknown; near names are offered.</exception>
    /// <exception cref="ArgumentException">The text is no pipeline.</exception>
    public static IReadOnlyList<StepCall> ParsePipeline(string text, Catalog<CurationStep>? steps = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Split(text, '|').Select(part => Parse(part, steps ?? CurationStep.All))];
    }

    /// <summary>A setting as a number.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="low">The least value.</param>
    /// <param name="high">The largest value.</param>
    /// <returns>The number; null where the setting is empty.</returns>
    /// <exception cref="ArgumentException">The text is no number in the range.</exception>
    public double? Number(string name, double low = double.NegativeInfinity, double high = double.PositiveInfinity)
    {
        string text = this[name];
        if (text.Length == 0)
        {
            return null;
        }

        bool isPercent = text.EndsWith('%');
        bool isNumber = double.TryParse(
            isPercent ? text[..^1].TrimEnd() : text, NumberStyles.Float, CultureInfo.InvariantCulture,
                out double number);
        number = isPercent ? number / 100 : number;
        return isNumber && number >= low && number <= high
            ? number
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Step '{Step.Id}': setting {name}={text} was found; expected a number{Range(low, high)}."));
    }

    /// <summary>A setting as a whole number.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="low">The least value.</param>
    /// <returns>The number; null where the setting is empty.</returns>
    /// <exception cref="ArgumentException">The text is no whole number from there on.</exception>
    public int? Integer(string name, int low = 1)
    {
        double? number = Number(name, low, int.MaxValue);
        return number is null || number == Math.Floor(number.Value)
            ? (int?)number
            : throw new ArgumentException(
                $"Step '{Step.Id}': setting {name}={this[name]} was found; expected a whole number.");
    }

    /// <summary>A setting as one of several words.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="words">The words.</param>
    /// <returns>The word.</returns>
    /// <exception cref="UnknownNameException">It is none of them.</exception>
    public string Word(string name, params IReadOnlyList<string> words) =>
        words.Contains(this[name], StringComparer.Ordinal)
        ? this[name]
        : throw new UnknownNameException($"Value of setting '{name}' of step '{Step.Id}'", this[name], words);

    /// <summary>A setting as names joined by <c>+</c>.</summary>
    /// <param name="name">The setting.</param>
    /// <returns>The names; none where the setting is empty.</returns>
    public IReadOnlyList<string> Names(string name) =>
        this[name].Split('+', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static StepCall Parse(string text, Catalog<CurationStep> steps)
    {
        string trimmed = text.Trim();
        int open = trimmed.IndexOf('(', StringComparison.Ordinal);
        string id = (open < 0 ? trimmed : trimmed[..open]).Trim();
        if (id.Length == 0)
        {
            throw new ArgumentException(
                "A step has no name; expected steps such as dedup|balance(by=sex), joined by '|'.");
        }

        CurationStep step = steps[id];
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        if (open >= 0)
        {
            if (!trimmed.EndsWith(')'))
            {
                throw new ArgumentException($"Step '{id}': the settings are not closed by ')'.");
            }

            foreach (string setting in Split(trimmed[(open + 1)..^1], ',').Where(part => part.Trim().Length > 0))
            {
                int equals = setting.IndexOf('=', StringComparison.Ordinal);
                string name = (equals < 0 ? setting : setting[..equals]).Trim();
                if (!step.Settings.Concat(StepLimit.Settings).Any(known => known.Name == name))
                {
                    throw new UnknownNameException(
                        $"Setting of step '{id}'", name, step.Settings.Concat(StepLimit.Settings)
                            .Select(known => known.Name));
                }

                if (equals < 0 || !given.TryAdd(name, setting[(equals + 1)..].Trim().Trim('"')))
                {
                    throw new ArgumentException(
                        $"Step '{id}': setting '{name}' {(equals < 0 ? "has no value" : "is given twice")}; expected "
                            + $"name=value.");
                }
            }
        }

        return new StepCall(step, given);
    }

    /// <summary>Splits outside of brackets and quotes.</summary>
    private static List<string> Split(string text, char separator)
    {
        List<string> parts = [];
        StringBuilder part = new();
        (int depth, bool isQuoted) = (0, false);
        foreach (char letter in text)
        {
            isQuoted ^= letter == '"';
            depth += isQuoted ? 0 : letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (letter == separator && depth == 0 && !isQuoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(letter);
            }
        }

        parts.Add(part.ToString());
        return depth == 0 && !isQuoted
            ? parts
            : throw new ArgumentException($"A bracket or a quote of the steps is not closed; found: {text}");
    }

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny(",|()") >= 0 ? $"\"{value}\"" : value;

    private static string Range(double low, double high) => (double.IsFinite(low), double.IsFinite(high)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {low} to {high}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" from {low} on"),
        _ => string.Empty,
    };
}
