namespace Isonomia.Documentation;

/// <summary>The step in the share without a value along a column that orders the patients (time, number of
/// entry).</summary>
/// <param name="Column">The column.</param>
/// <param name="From">The first value after the step, as the column writes it.</param>
/// <param name="PatientsBefore">Patients before the step.</param>
/// <param name="MissingBefore">Those of them without a value.</param>
/// <param name="PatientsAfter">Patients from the step on.</param>
/// <param name="MissingAfter">Those of them without a value.</param>
/// <param name="LikelihoodRatio">Twice the logarithm of the likelihood of two shares over that of one, at its largest
/// over all steps.</param>
/// <param name="P">The share of 1,000 permutations of the patients with as large a ratio.</param>
public sealed record MissingnessChange(
    string Column,
    string From,
    int PatientsBefore,
    int MissingBefore,
    int PatientsAfter,
    int MissingAfter,
    double LikelihoodRatio,
    double P);
