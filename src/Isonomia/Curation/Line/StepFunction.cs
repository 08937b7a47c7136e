using Isonomia.Catalogs;

namespace Isonomia.Curation;

/// <summary>The rule of a step.</summary>
/// <param name="context">The samples, the settings and the weights so far.</param>
/// <returns>What is to happen.</returns>
public delegate StepOutcome StepFunction(StepContext context);
