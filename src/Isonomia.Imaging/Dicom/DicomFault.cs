namespace Isonomia.Imaging;

/// <summary>Something in a file's elements that breaks the standard's rules; never the value itself.</summary>
/// <param name="Keyword">The standard's keyword of the element, for example <c>PatientAge</c>.</param>
/// <param name="Problem">What was found and what was expected, without the value and the full stop.</param>
public sealed record DicomFault(string Keyword, string Problem);
