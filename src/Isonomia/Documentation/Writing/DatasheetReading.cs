namespace Isonomia.Documentation;

/// <summary>For whom a datasheet is read. One sheet holds the texts of all three; a reading without a text of its own
/// takes the next simpler one and says so.</summary>
public enum DatasheetReading
{
    /// <summary>For patients and policy makers.</summary>
    Plain,

    /// <summary>For clinicians and data stewards.</summary>
    Clinical,

    /// <summary>For engineers and statisticians.</summary>
    Technical,
}
