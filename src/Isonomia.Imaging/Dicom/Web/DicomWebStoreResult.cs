namespace Isonomia.Imaging;

/// <summary>What a server said about instances sent to it.</summary>
/// <param name="StoredCount">How many it stored.</param>
/// <param name="FailedCount">How many it refused.</param>
public sealed record DicomWebStoreResult(int StoredCount, int FailedCount);
