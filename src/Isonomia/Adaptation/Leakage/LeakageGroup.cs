using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>One group of a probed attribute.</summary>
/// <param name="Group">The group.</param>
/// <param name="TrainingRows">Rows that taught the probe.</param>
/// <param name="TestRows">Rows it was judged on.</param>
/// <param name="TestPatients">Patients among them.</param>
/// <param name="Auroc">The AUROC of this group against all others on test rows.</param>
public sealed record LeakageGroup(string Group, int TrainingRows, int TestRows, int TestPatients, MetricValue Auroc);
