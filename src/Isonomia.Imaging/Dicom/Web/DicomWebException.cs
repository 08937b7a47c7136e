using System.Net;

namespace Isonomia.Imaging;

/// <summary>A DICOMweb server could not be reached, refused, or answered something that cannot be understood.</summary>
/// <remarks>The message names what was asked and never an identifier, a query value or the authorization.</remarks>
public sealed class DicomWebException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">One sentence.</param>
    /// <param name="status">The server's answer, or null where there was none.</param>
    /// <param name="inner">The cause, or null.</param>
    public DicomWebException(string message, HttpStatusCode? status = null, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>The server's answer, or null where there was none.</summary>
    public HttpStatusCode? Status { get; }
}
