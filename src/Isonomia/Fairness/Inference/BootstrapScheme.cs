namespace Isonomia.Fairness;

/// <summary>What a bootstrap replicate draws (specification §11.1).</summary>
internal enum BootstrapScheme
{
    /// <summary>As many patients as there are, with replacement; their rows follow them.</summary>
    Patient,

    /// <summary>The same inside each set of patients that share their values of all single attributes.</summary>
    PatientStratified,

    /// <summary>Rows as if they were independent; for parity with other tools.</summary>
    Row,

    /// <summary>Every patient a Poisson(1) number of times.</summary>
    Poisson,
}
