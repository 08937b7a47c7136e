using System.Globalization;
using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>Holds gates against an audit.</summary>
internal static class GateCheck
{
    /// <summary>Checks every gate.</summary>
    /// <param name="gates">The gates.</param>
    /// <param name="result">The audit without its gate results.</param>
    /// <returns>One result a gate, in order.</returns>
    internal static IReadOnlyList<GateResult> Run(IReadOnlyList<Gate> gates, AuditResult result) =>
        [.. gates.Select(gate => Run(gate, result))];

    private static GateResult Run(Gate gate, AuditResult result)
    {
        if (gate.Verdict is not null)
        {
            bool isTripped = (result.Verdict.Verdict == gate.Verdict) != gate.IsVerdictNegated;
            return new GateResult(
                gate.Expression, !isTripped,
                $"The overall verdict is {result.Verdict.Verdict} (gate {gate.Expression}).");
        }

        if (gate.Function == "overall")
        {
            string metric = gate.Arguments.Count > 0 ? gate.Arguments[0] : string.Empty;
            if (!result.Overall.TryGetValue(metric, out MetricValue? value))
            {
                throw new UnknownNameException("Metric of a gate", metric, result.Overall.Keys);
            }

            return Judge(gate, [new Candidate($"overall {metric}", End(gate, value.Value, value.Low, value.High))]);
        }

        bool isCriterion = result.Disparities.Any(d => d.Aggregation == "criterion" && d.Metric == gate.Function);
        string wantedMetric = isCriterion ? gate.Function : gate.Arguments.Count > 0 ? gate.Arguments[0] : string.Empty;
        string wantedAggregation = isCriterion ? "criterion" : gate.Function;
        string? attribute = gate.Arguments.ElementAtOrDefault(isCriterion ? 0 : 1);
        List<DisparityResult> found =
        [
            .. result.Disparities.Where(d => d.Metric == wantedMetric && d.Aggregation == wantedAggregation
                && d.Control is null
                && (
                    attribute is null
                        ? !d.Attribute.Contains(" × ", StringComparison.Ordinal)
                        : d.Attribute == attribute)),
        ];
        if (found.Count == 0)
        {
            throw new UnknownNameException(
                "Gate",
                gate.Expression,
                result.Disparities.Select(d => d.Aggregation == "criterion" ? d.Metric : $"{d.Aggregation}({d.Metric})")
                    .Distinct());
        }

        return Judge(
            gate,
            [.. found.Select(d => new Candidate($"{Name(d)} by {d.Attribute}", End(gate, d.Value, d.Low, d.High)))]);
    }

    private static string Name(DisparityResult d) =>
        d.Aggregation == "criterion" ? d.Metric : $"{d.Aggregation}({d.Metric})";

    private static double? End(Gate gate, double? value, double? low, double? high) =>
        gate.End switch { "low" => low, "high" => high, _ => value };

    private static GateResult Judge(Gate gate, IReadOnlyList<Candidate> candidates)
    {
        List<string> reasons = [];
        foreach (Candidate candidate in candidates)
        {
            string end = gate.End == "value" ? string.Empty : $"{gate.End} end of ";
            if (candidate.Value is not double value)
            {
                reasons.Add($"{end}{candidate.Name} is undefined, which cannot be let through");
            }
            else if (gate.IsTripped(value))
            {
                reasons.Add($"{end}{candidate.Name} is {value.ToString("0.0000", CultureInfo.InvariantCulture)}");
            }
        }

        string sentence = reasons.Count == 0
            ? $"Gate {gate.Expression} held for {candidates.Count} value{(candidates.Count == 1 ? string.Empty : "s")}."
            : $"Gate {gate.Expression} failed: {string.Join("; ", reasons)}.";
        return new GateResult(gate.Expression, reasons.Count == 0, sentence);
    }

    private readonly record struct Candidate(string Name, double? Value);
}
