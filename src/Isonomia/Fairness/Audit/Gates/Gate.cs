using System.Globalization;
using System.Text.RegularExpressions;

namespace Isonomia.Fairness;

/// <summary>A condition on an audit under which a pipeline must stop, for example <c>gap(auroc)&gt;0.05</c>.</summary>
/// <remarks>
/// <para>Forms: <c>AGGREGATION(METRIC)</c>, <c>AGGREGATION(METRIC, ATTRIBUTE)</c>, <c>overall(METRIC)</c>, <c>CRITERION</c>,
/// <c>CRITERION(ATTRIBUTE)</c>, each alone or inside <c>low(…)</c> or <c>high(…)</c> for an end of its interval, then one of
/// <c>&gt; &gt;= &lt; &lt;=</c> and a number; or <c>verdict=disparity_found</c>, <c>verdict!=no_disparity_found</c>.
/// Without an attribute every single attribute is looked at, crossings are not.</para>
/// <para>A value that is undefined fails its gate: what could not be measured cannot be let through.</para>
/// </remarks>
public sealed partial record Gate
{
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

    internal string Operator { get; private init; } = string.Empty;

    internal double Limit { get; private init; }

    /// <summary>Reads a gate.</summary>
    /// <param name="expression">The text.</param>
    /// <returns>The gate.</returns>
    /// <exception cref="ArgumentException">The text is not a gate.</exception>
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
                $"Gate '{expression}' cannot be read; expected a form such as gap(auroc)>0.05, low(gap(tpr, sex))>0.02, "
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
        return new Gate(expression)
        {
            End = end,
            Function = call.Success ? call.Groups["name"].Value : body,
            Arguments = call.Success ? SplitArguments(call.Groups["arguments"].Value) : [],
            Operator = match.Groups["op"].Value,
            Limit = double.Parse(match.Groups["limit"].Value, CultureInfo.InvariantCulture),
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
