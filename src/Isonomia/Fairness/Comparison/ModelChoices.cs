using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Lets every selection rule choose among the models of a setting (specification §13).</summary>
internal static class ModelChoices
{
    /// <summary>Chooses.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="candidates">The models' values on the rows models are chosen on.</param>
    /// <param name="compared">The models' values on the compared rows, null where a model has none.</param>
    /// <param name="better">Whether the metric is better when higher or when lower.</param>
    /// <param name="request">The gap limit, and whether there is a validation split.</param>
    /// <returns>A choice for every rule.</returns>
    internal static IEnumerable<ComparisonChoice> Of(
        ComparisonSetting setting, SelectionCandidate[] candidates, ModelCell?[] compared, Direction better,
        ComparisonRequest request)
    {
        var selection = new SelectionRequest { Candidates = candidates, Better = better, GapLimit = request.GapLimit };
        foreach (SelectionRule rule in SelectionRule.All)
        {
            (string? model, string? reason) = setting.Groups.Count < 2
                ? (null, UndefinedReason.SingleGroup.Id())
                : Select(rule, selection);
            ModelCell? chosen = model is null ? null : compared.First(cell => cell?.Model == model);
            yield return new ComparisonChoice
            {
                Dataset = setting.Dataset,
                Attribute = setting.Attribute,
                Rule = rule.Id,
                Model = model,
                Reason = reason,
                OracleSelection = request.ValidationSplit is null,
                Overall = Defined(chosen?.Overall),
                Worst = Defined(chosen?.Worst),
                Gap = Defined(chosen?.Gap),
            };
        }
    }

    private static double? Defined(double? value) => value is { } number && !double.IsNaN(number) ? number : null;

    private static (string? Model, string? Reason) Select(SelectionRule rule, SelectionRequest request)
    {
        try
        {
            SelectionOutcome outcome = rule.Select(request);
            return outcome.Selected is { } index
                ? (request.Candidates[index].Name, null)
                : (null, outcome.Problem?.Id());
        }
        catch (ArgumentException exception) when (exception.ParamName == "request")
        {
            // By the contract of SelectionFunction: the rule needs something that this comparison does not have; it
            // says what.
            return (null, exception.Message.Replace(" (Parameter 'request')", string.Empty, StringComparison.Ordinal));
        }
    }
}
