using System.Globalization;
using System.Text.RegularExpressions;

namespace Isonomia.Fairness;

/// <summary>A condition on an audit under which a pipeline must stop, for example <c>gap(auroc)&gt;0.05</c>.</summary>
/// <remarks>
/// <para>Forms: <c>AGGREGATION(METRIC)</c>, <c>AGGREGATION(METRIC, ATTRIBUTE)</c>, <c>overall(METRIC)</c>,
/// <c>CRITERION</c>,
/// <c>CRITERION(ATTRIBUTE)</c>, each alone or inside <c>low(…)</c> or <c>high(…)</c> for an end of its interval, then
/// one of
/// <c>&gt; &gt;= &lt; &lt;=</c> and a number; or <c>verdict=disparity_found</c>, <c>verdict!=no_disparity_found</c>.
/// Without an attribute every single attribute is looked at, crossings are not.</para>
/// <para>A value that is undefined fails its gate: what could not be measured cannot be let through.</para>
/// </remarks>
public sealed partial record Gate
{
    private const string Overall = "overall";

    private Gate(string expression) => Expression = expression;

    /// <summary>The gate as written.</summary>
    public string Expression { get; }

    internal string? Verdict { get; private init; }

    internal bool IsVerdictNegated { get; private init; }

    /// <summary><c>value</c>, <c>low</c> or <c>high</c>.</summary>
    internal string End { get; private init; } = "value";

    /// <summary>The aggregation, the criterion, or <c>overall</c>.</summary>
    internal string Function { get; private init; } = string.Empty;

    internal IReadOnlyList<string> Arguments { get; private init; } = [];

    /// <summary>The aggregation it speaks of, or null.</summary>
    internal Disparity? Disparity { get; private init; }

    /// <summary>The criterion it speaks of, or null.</summary>
    internal Criterion? Criterion { get; private init; }

    /// <summary>The metrics that must be computed for it.</summary>
    internal IReadOnlyList<Metric> Metrics { get; private init; } = [];

    internal string Operator { get; private init; } = string.Empty;

    internal double Limit { get; private init; }

    /// <summary>Reads a gate.</summary>
    /// <param name="expression">The text.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="ArgumentException">The text is not a gate, or a name in it is unknown.</exception>
    public static Gate Parse(string expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        Match verdict = VerdictForm().Match(expression);
        if (verdict.Success)
        {
            return new Gate(expression)
            {
                Verdict = verdict.Groups["id"].Value,
                IsVerdictNegated = verdict.Groups["op"].Value == "!=",
            };
        }

        Match match = ValueForm().Match(expression);
        if (!match.Success)
        {
            throw new ArgumentException(
                $"Gate '{expression}' cannot be read; expected a form such as gap(auroc)>0.05, low(gap(tpr, "
                    + "sex))>0.02, "
                + "overall(auroc)<0.7, equalized_odds_difference>0.1 or verdict=disparity_found.",
                nameof(expression));
        }

        string body = match.Groups["body"].Value.Trim();
        string end = "value";
        Match wrapped = WrapperForm().Match(body);
        if (wrapped.Success)
        {
            end = wrapped.Groups["end"].Value;
            body = wrapped.Groups["inner"].Value.Trim();
        }

        Match call = CallForm().Match(body);
        string function = call.Success ? call.Groups["name"].Value : body;
        IReadOnlyList<string> arguments = call.Success ? SplitArguments(call.Groups["arguments"].Value) : [];
        Disparity? disparity = arguments.Count > 0 && Disparity.All.TryGet(function, out Disparity? found)
            ? found
            : null;
        bool isOfMetric = disparity is not null || function == Overall;
        if (isOfMetric && arguments.Count == 0)
        {
            throw new ArgumentException(
                $"Gate '{expression}' names no metric; expected a form such as {function}(auroc).", nameof(expression));
        }

        Criterion? criterion = isOfMetric ? null : Fairness.Criterion.Resolve(function);
        Metric? metric = isOfMetric ? Metric.Resolve(arguments[0]) : null;
        return new Gate(expression)
        {
            End = end,
            Function = criterion?.Id ?? function,
            Arguments = metric is null ? arguments : [metric.Id, .. arguments.Skip(1)],
            Operator = match.Groups["op"].Value,
            Limit = double.Parse(match.Groups["limit"].Value, CultureInfo.InvariantCulture),
            Disparity = disparity,
            Criterion = criterion,
            Metrics = metric is null ? [] : [metric],
        };
    }

    internal bool IsTripped(double value) => Operator switch
    {
        ">" => value > Limit,
        ">=" => value >= Limit,
        "<" => value < Limit,
        _ => value <= Limit,
    };

    /// <summary>Splits at commas outside parentheses, so that a parameterised metric stays whole.</summary>
    private static List<string> SplitArguments(string text)
    {
        List<string> arguments = [];
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0))
            {
                arguments.Add(text[start..i].Trim());
                start = i + 1;
            }
            else
            {
                depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            }
        }

        return arguments;
    }

    [GeneratedRegex(@"^\s*verdict\s*(?<op>!=|==?)\s*(?<id>[a-z_]+)\s*$")]
    private static partial Regex VerdictForm();

    [GeneratedRegex(@"^(?<body>[^<>=]+?)(?<op>>=|<=|>|<)\s*(?<limit>-?\d+(\.\d+)?([eE]-?\d+)?)\s*$")]
    private static partial Regex ValueForm();

    [GeneratedRegex(@"^(?<end>low|high)\((?<inner>.+)\)$")]
    private static partial Regex WrapperForm();

    [GeneratedRegex(@"^(?<name>[a-z0-9_@]+)\((?<arguments>.*)\)$")]
    private static partial Regex CallForm();
}
