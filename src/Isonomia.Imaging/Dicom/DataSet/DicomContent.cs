namespace Isonomia.Imaging;

/// <summary>What a DICOM file holds.</summary>
/// <param name="DataSet">The elements after the file meta information.</param>
/// <param name="TransferSyntaxUid">The transfer syntax that was read, stated or found.</param>
/// <param name="IsGuessed">Whether the file states no transfer syntax, or one that its bytes contradict.</param>
internal sealed record DicomContent(DicomDataSet DataSet, string TransferSyntaxUid, bool IsGuessed);
