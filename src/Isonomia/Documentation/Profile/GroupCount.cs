namespace Isonomia.Documentation;

/// <summary>How many patients and images a group has.</summary>
/// <param name="Name">The group.</param>
/// <param name="Patients">Patients (images where no patient column was declared).</param>
/// <param name="Images">Images.</param>
/// <param name="Share">Patients over patients with a known value, or null where there are none.</param>
/// <param name="Low">The low end of its 95 % Wilson interval.</param>
/// <param name="High">The high end.</param>
/// <param name="BoundLow">The smallest share among all patients, if nobody of unknown group is in it.</param>
/// <param name="BoundHigh">The largest share among all patients, if all of unknown group are in it.</param>
public sealed record GroupCount(
    string Name, int Patients, int Images, double? Share, double? Low, double? High, double BoundLow, double BoundHigh);
