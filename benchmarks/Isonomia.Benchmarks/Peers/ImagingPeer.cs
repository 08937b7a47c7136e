using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Isonomia.Imaging;

namespace Isonomia.Benchmarks.Peers;

/// <summary>
/// Reading pictures and DICOM against raw libvips calls, Pillow, pydicom and dcmtk on one thread:
/// <c>imaging-peer JPEG_FOLDER DICOM_FOLDER</c>.
/// </summary>
internal static class ImagingPeer
{
    internal const string Verb = "imaging-peer";

    private const int Repeats = 5;
    private const int PictureCount = 200;

    /// <summary>One file a kind of work: uncompressed with a window, lossless, baseline, wavelet, run-length,
    /// palette.</summary>
    private static readonly string[] DicomFiles =
    [
        "fo-dicom/GH1308.dcm", "fo-dicom/CT-MONO2-16-ankle", "fo-dicom/IM-0001-0001-0001.dcm", "deid/cleaned.dcm",
        "fo-dicom/CT1_J2KI", "fo-dicom/D_CLUNIE_CT1_RLE_FRAGS.dcm", "fo-dicom/GH364.dcm",
        "fo-dicom/GH538-jpeg14sv1.dcm",
    ];

    internal static void Run(string[] args)
    {
        if (args.Length != 2)
        {
            throw new ArgumentException("Give a folder of JPEG files and the folder of DICOM samples.", nameof(args));
        }

        string[] pictures =
        [
            .. Directory.GetFiles(args[0], "*.jpg").Order(StringComparer.Ordinal).Take(PictureCount),
        ];
        string[] dicom = [.. DicomFiles.Select(file => Path.Combine(args[1], file))];
        Console.WriteLine("| work | who | files | median of 5 | files/s | ratio |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|");
        double raw = Median(pictures, RawDecode);
        Line("decode JPEG", "raw libvips calls (baseline)", pictures.Length, raw, 1);
        double ours = Median(pictures, path => _ = ImageFile.Read(path));
        Line("decode JPEG", "Isonomia", pictures.Length, ours, ours / raw);
        Python("pillow", pictures, "decode JPEG", "Pillow", raw);

        TransformPipeline resize = TransformPipeline.Parse("resize(224x224,bicubic,antialias)|rgb");
        double python = Python("pillow_resize", pictures, "decode, resize to 224", "Pillow (baseline)", baseline: null);
        double both = Median(pictures, path => _ = resize.Apply(ImageFile.Read(path)));
        Line("decode, resize to 224", "Isonomia", pictures.Length, both, both / python);

        double pydicom = Python("pydicom", dicom, "DICOM as shown", "pydicom with GDCM (baseline)", baseline: null);
        double shown = Median(dicom, path => _ = ImageFile.Read(path));
        Line("DICOM as shown", "Isonomia", dicom.Length, shown, shown / pydicom);
        Dcmtk([.. dicom.Where(path => Path.GetFileName(path) is not ("CT1_J2KI" or "GH364.dcm"))]);
        double facts = Median(dicom, path => _ = DicomFacts.Read(path));
        Line("DICOM facts alone", "Isonomia", dicom.Length, facts, facts / pydicom);
    }

    /// <summary>The least a libvips user does: find the loader, load, write to memory.</summary>
    private static void RawDecode(string path)
    {
        byte[] encoded = File.ReadAllBytes(path);
        GCHandle pin = GCHandle.Alloc(encoded, GCHandleType.Pinned);
        try
        {
            _ = VipsRuntime.Version;
            nint data = pin.AddrOfPinnedObject();
            nint loader = LibVips.vips_foreign_find_load_buffer(data, (nuint)encoded.Length);
            using VipsOperation load = new(Marshal.PtrToStringUTF8(loader)!);
            using VipsImage image = load.Set("buffer", data, (nuint)encoded.Length).RunToImage();
            _ = image.ToArray<byte>();
        }
        finally
        {
            pin.Free();
        }
    }

    private static double Median(string[] files, Action<string> work)
    {
        double[] times = new double[Repeats];
        work(files[0]);
        for (int k = 0; k < Repeats; k++)
        {
            long start = TimeProvider.System.GetTimestamp();
            foreach (string file in files)
            {
                work(file);
            }

            times[k] = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(times);
        return times[Repeats / 2];
    }

    private static double Python(string kind, string[] files, string work, string who, double? baseline)
    {
        if (PeerProcess.Run("imaging_python.py", [kind, $"{Repeats}", .. files]) is not { } output)
        {
            return double.NaN;
        }

        double[] times = [.. output.Skip(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Order()];
        double median = times[Repeats / 2];
        Line(work, $"{who} {output[0]}", files.Length, median, median / (baseline ?? median));
        return median;
    }

    /// <summary>dcmtk is a program, so starting it is part of its time; its files are those it can decode.</summary>
    private static void Dcmtk(string[] files)
    {
        string target = Path.GetTempFileName();
        double seconds = Median(files, path => Start("/usr/bin/dcmj2pnm", ["-q", "-O", "+op", path, target]));
        File.Delete(target);
        double ours = Median(files, path => _ = ImageFile.Read(path));
        Line("DICOM, what dcmtk decodes", "dcmj2pnm, one process a file (baseline)", files.Length, seconds, 1);
        Line("DICOM, what dcmtk decodes", "Isonomia", files.Length, ours, ours / seconds);
    }

    private static void Start(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    private static void Line(string work, string who, int files, double seconds, double ratio) =>
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {work} | {who} | {files} | {seconds * 1000:0} ms | {files / seconds:0} | {ratio:0.00} |"));
}
