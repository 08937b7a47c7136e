using System.Reflection;
using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>Finds GDCM's native glue for its own C# binding, once.</summary>
internal static class GdcmRuntime
{
    private const string Glue = "gdcmsharpglue";
    private const string DebianPath = "/usr/lib/cli/gdcm-sharp-3.0/libgdcmsharpglue.so";

    private static readonly Lazy<string> Started = new(Start);

    /// <summary>The version of GDCM, for example <c>3.0.21</c>.</summary>
    /// <exception cref="DllNotFoundException">GDCM is missing.</exception>
    internal static string Version => Started.Value;

    private static string Start()
    {
        try
        {
            return StartBinding();
        }
        catch (Exception missing) when (missing is FileNotFoundException or TypeInitializationException)
        {
            throw new DllNotFoundException(
                "GDCM was not found; install the Debian package libgdcm-cil, or set ISONOMIA_GDCM to the path of "
                + "libgdcmsharpglue.so.", missing);
        }
    }

    private static string StartBinding()
    {
        NativeLibrary.SetDllImportResolver(typeof(gdcm.Version).Assembly, Resolve);
        string version = gdcm.Version.GetVersion();

        // What is wrong with a file is said by our own sentence, not by a line on the console without a file name.
        gdcm.Trace.WarningOff();
        gdcm.Trace.ErrorOff();
        gdcm.Trace.DebugOff();
        return version;
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? search)
    {
        if (!library.Contains(Glue, StringComparison.Ordinal))
        {
            return 0;
        }

        string? chosen = Environment.GetEnvironmentVariable("ISONOMIA_GDCM");
        return (chosen is { Length: > 0 } && NativeLibrary.TryLoad(chosen, out nint handle))
            || NativeLibrary.TryLoad(DebianPath, out handle)
                ? handle
                : NativeLibrary.TryLoad(library, assembly, search, out handle) ? handle : 0;
    }
}
