namespace Isonomia.Fairness;

/// <summary>
/// A running sum with Neumaier's correction, so that a million small terms lose nothing that matters.
/// </summary>
/// <remarks>Source: Neumaier, Zeitschrift für Angewandte Mathematik und Mechanik 54 (1974), 39–51.</remarks>
internal struct CompensatedSum
{
    private double _sum;
    private double _correction;

    internal readonly double Value => _sum + _correction;

    internal void Add(double term)
    {
        double next = _sum + term;
        _correction += Math.Abs(_sum) >= Math.Abs(term) ? _sum - next + term : term - next + _sum;
        _sum = next;
    }
}
