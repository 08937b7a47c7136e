namespace Isonomia.Documentation;

/// <summary>Whether being without a value hangs together with something that is known.</summary>
/// <param name="Covariate">What is known.</param>
/// <param name="Kind"><c>label</c>, <c>attribute</c>, <c>acquisition</c>, <c>split</c>, <c>order</c> (a step in
/// time), or <c>pattern</c> (another value is missing too).</param>
/// <param name="Test">The test: chi-square, Fisher, permutation, Kruskal–Wallis or change point.</param>
/// <param name="Patients">Patients in the test.</param>
/// <param name="P">The p-value.</param>
/// <param name="Q">The p-value adjusted over all tests of all attributes (Benjamini–Hochberg).</param>
/// <param name="Effect">Bias-corrected Cramér's V, ε² for numbers, or the change of the share at a step; null where it
/// is not defined.</param>
/// <param name="Sentence">Where the share without a value is highest and lowest.</param>
public sealed record MissingnessTest(
    string Covariate, string Kind, string Test, int Patients, double P, double Q, double? Effect, string Sentence);
