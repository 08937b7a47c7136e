using Isonomia.Imaging;

namespace Isonomia.Tests;

/// <summary>The round trip through a real PACS: store, search, metadata, frames, instances.</summary>
public sealed class DicomWebOrthancTests
{
    [SkippableFact]
    public async Task What_was_stored_is_found_and_comes_back_with_the_same_pixels()
    {
        SharedFolder.Require();
        using OrthancServer server = await OrthancServer.StartAsync();
        using DicomWebClient client = new(new DicomWebOptions
        {
            BaseAddress = server.Address, Authorization = OrthancServer.Authorization, PageSize = 2,
        });
        byte[][] files = [.. new[] { "pydicom/CT_small.dcm",
            "pydicom/MR_small.dcm", "fo-dicom/MOVEKNEE.dcm", "pydicom/SC_rgb_rle_2frame.dcm", "pydicom/JPEG2000.dcm" }
            .Select(file => File.ReadAllBytes(SharedFolder.Path($"data/dicom/{file}")))];
        DicomWebStoreResult stored = await client.StoreAsync(files);
        Assert.Equal((files.Length, 0), (stored.StoredCount, stored.FailedCount));

        // Paging: five studies, two a page, each once.
        List<DicomWebMatch> studies = [];
        await foreach (DicomWebMatch study in client.SearchStudiesAsync(new DicomWebQuery()))
        {
            studies.Add(study);
        }

        Assert.Equal(5, studies.Select(study => study.StudyInstanceUid).Distinct().Count());
        List<DicomWebMatch> limited = [];
        await foreach (DicomWebMatch study in client.SearchStudiesAsync(new DicomWebQuery { Limit = 3 }))
        {
            limited.Add(study);
        }

        Assert.Equal(3, limited.Count);
        foreach (byte[] file in files)
        {
            DicomFile local = DicomFile.Open(file, "local.dcm");
            List<DicomWebMatch> instances = [];
            await foreach (
                DicomWebMatch match in client.SearchInstancesAsync(new DicomWebQuery(), local.Facts.StudyInstanceUid))
            {
                instances.Add(match);
            }

            DicomWebMatch instance = Assert.Single(instances);
            Assert.Equal(local.Facts.SopInstanceUid, instance.SopInstanceUid);
            await SameFacts(client, local, instance);
            byte[] back = await client.RetrieveInstanceAsync(
                instance.StudyInstanceUid, instance.SeriesInstanceUid!, instance.SopInstanceUid!);
            Assert.Equal(local.ReadFrame().ToFloats(), DicomFile.Open(back, "back.dcm").ReadFrame().ToFloats());
            Assert.Equal(local.Facts with { Faults = [] }, DicomFile.Open(back, "back.dcm").Facts with { Faults = [] });
        }
    }

    [SkippableFact]
    public async Task Raw_and_rendered_frames_have_the_size_and_the_samples_of_the_file()
    {
        SharedFolder.Require();
        using OrthancServer server = await OrthancServer.StartAsync();
        using DicomWebClient client = new(new DicomWebOptions
        {
            BaseAddress = server.Address, Authorization = OrthancServer.Authorization,
        });
        byte[] file = File.ReadAllBytes(SharedFolder.Path("data/dicom/fo-dicom/MOVEKNEE.dcm"));
        DicomFile local = DicomFile.Open(file, "local.dcm");
        await client.StoreAsync([file]);
        (string study, string series, string instance) =
            (local.Facts.StudyInstanceUid!, local.Facts.SeriesInstanceUid!, local.Facts.SopInstanceUid!);

        DicomWebFrame raw = await client.RetrieveFrameAsync(study, series, instance, frame: 7);
        Assert.Equal("application/octet-stream", raw.MediaType);
        PixelModule module = PixelModule.Of(local.DataSet, "local.dcm");
        Assert.True(local.DataSet.TryGet(DicomTag.PixelData, out DicomElement? pixels));
        Assert.Equal(FrameLocator.Native(pixels, module, 7, "local.dcm").ToArray(), raw.Bytes);

        Image rendered = await client.RetrieveRenderedAsync(study, series, instance, frame: 7);
        Assert.Equal((256, 256), (rendered.Width, rendered.Height));
        DicomWebException error = await Assert.ThrowsAsync<DicomWebException>(
            () => client.RetrieveFrameAsync(study, series, instance, frame: 99));
        Assert.NotNull(error.Status);
    }

    [SkippableFact]
    public async Task A_missing_authorization_is_said_and_nothing_secret_with_it()
    {
        using OrthancServer server = await OrthancServer.StartAsync();
        using DicomWebClient client = new(new DicomWebOptions
        {
            BaseAddress = server.Address, Authorization = "Basic d3Jvbmc6d3Jvbmc=",
        });
        DicomWebException error = await Assert.ThrowsAsync<DicomWebException>(async () =>
        {
            await foreach (DicomWebMatch _ in client.SearchStudiesAsync(new DicomWebQuery()))
            {
            }
        });
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, error.Status);
        Assert.Contains("the authorization is missing", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("d3Jv", error.Message, StringComparison.Ordinal);
    }

    private static async Task SameFacts(DicomWebClient client, DicomFile local, DicomWebMatch instance)
    {
        DicomWebMatch metadata = Assert.Single(await client.ReadMetadataAsync(
            instance.StudyInstanceUid, instance.SeriesInstanceUid!, instance.SopInstanceUid));
        DicomFacts there = metadata.Facts;
        DicomFacts here = local.Facts;
        Assert.Equal((here.PatientId, here.PatientSex, here.PatientAgeYears),
            (there.PatientId, there.PatientSex, there.PatientAgeYears));
        Assert.Equal((here.Modality, here.Manufacturer, here.BodyPartExamined),
            (there.Modality, there.Manufacturer, there.BodyPartExamined));
        Assert.Equal((here.Rows, here.Columns, here.BitsStored, here.HasPixels),
            (there.Rows, there.Columns, there.BitsStored, there.HasPixels));
        Assert.Equal(here.RowSpacingMillimeters ?? 0, there.RowSpacingMillimeters ?? 0, 6);
    }
}
