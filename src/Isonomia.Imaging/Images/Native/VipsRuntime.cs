using System.Reflection;
using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>Starts libvips once: one thread an operation, no operation cache, quiet.</summary>
internal static class VipsRuntime
{
    /// <summary>The file that comes with the package; the version is part of its name.</summary>
    private const string Bundled = "libvips-cpp.so.8.18.7";

    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Many may decode at once; who wants to know why it failed does it again alone, because libvips gathers
    /// the errors of all threads in one buffer, and a reason must belong to its file.</summary>
    private static readonly ReaderWriterLockSlim Gate = new();

    /// <summary>The version of the libvips in use, for example <c>8.18.7</c>; starts it if need be.</summary>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    internal static string Version => Started.Value;

    /// <summary>Whether the libvips in use is of a version or later; the system's may be older than the bundled
    /// one.</summary>
    internal static bool IsAtLeast(int major, int minor)
    {
        _ = Version;
        return (LibVips.vips_version(0), LibVips.vips_version(1)).CompareTo((major, minor)) >= 0;
    }

    /// <summary>Held around calls whose error text does not matter; released by disposing.</summary>
    internal static Shared Enter()
    {
        Gate.EnterReadLock();
        return new Shared(IsAlone: false);
    }

    /// <summary>Held around calls whose error text does; released by disposing.</summary>
    internal static Shared EnterAlone()
    {
        _ = Version;
        Gate.EnterWriteLock();
        LibVips.vips_error_clear();
        return new Shared(IsAlone: true);
    }

    /// <summary>Takes what libvips has to say about the last failure, as one line without a full stop.</summary>
    internal static string TakeError()
    {
        string text = Marshal.PtrToStringUTF8(LibVips.vips_error_buffer()) ?? string.Empty;
        LibVips.vips_error_clear();
        string[] lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "libvips gave no reason" : string.Join("; ", lines.Distinct()).TrimEnd('.');
    }

    /// <summary>A hold on libvips until it is disposed.</summary>
    internal readonly record struct Shared(bool IsAlone) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose()
        {
            if (IsAlone)
            {
                Gate.ExitWriteLock();
            }
            else
            {
                Gate.ExitReadLock();
            }
        }
    }

    private static string Start()
    {
        NativeLibrary.SetDllImportResolver(typeof(LibVips).Assembly, Resolve);

        // Warnings would go to the console with no file name; what matters is raised as an error (fail-on).
        _ = LibVips.g_setenv("VIPS_WARNING", "0", 1);
        if (LibVips.vips_init("isonomia") != 0)
        {
            throw new DllNotFoundException($"libvips could not start: {TakeError()}.");
        }

        LibVips.vips_concurrency_set(1);
        LibVips.vips_cache_set_max(0);
        return $"{LibVips.vips_version(0)}.{LibVips.vips_version(1)}.{LibVips.vips_version(2)}";
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? search)
    {
        if (library != LibVips.Name)
        {
            return 0;
        }

        // A path of one's own, then the system's (it may know whole-slide formats), then the one we bring.
        string? chosen = Environment.GetEnvironmentVariable("ISONOMIA_LIBVIPS");
        if ((chosen is { Length: > 0 } && NativeLibrary.TryLoad(chosen, out nint handle))
            || NativeLibrary.TryLoad("libvips.so.42", out handle)
            || NativeLibrary.TryLoad(Bundled, assembly, DllImportSearchPath.AssemblyDirectory, out handle))
        {
            return handle;
        }

        throw new DllNotFoundException(
            $"libvips was not found (neither libvips.so.42 nor {Bundled}); "
            + "run 'npm ci' in the repository and build again, install the system package libvips42, "
            + "or set ISONOMIA_LIBVIPS to its path.");
    }
}
