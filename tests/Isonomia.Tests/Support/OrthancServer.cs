using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Isonomia.Tests;

/// <summary>A real PACS for one test class: Orthanc with its DICOMweb plugin, on loopback, in a folder of its
/// own.</summary>
internal sealed class OrthancServer : IDisposable
{
    private const string Program = "/usr/sbin/Orthanc";
    private const string Plugin = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    private readonly ScratchFolder _scratch = new();
    private readonly Process _process;

    private OrthancServer()
    {
        int port = FreePort();
        Address = new Uri($"http://127.0.0.1:{port}/dicom-web");
        Root = new Uri($"http://127.0.0.1:{port}/");
        File.WriteAllText(_scratch.File("orthanc.json"), $$"""
            {
              "Name": "test", "StorageDirectory": "{{_scratch.Root}}/db", "IndexDirectory": "{{_scratch.Root}}/db",
              "HttpPort": {{port}}, "HttpServerEnabled": true, "DicomServerEnabled": false, "RemoteAccessAllowed": true,
              "AuthenticationEnabled": true, "RegisteredUsers": { "tester": "secret" },
              "Plugins": ["{{Plugin}}"], "DicomWeb": { "Enable": true, "Root": "/dicom-web/" }
            }
            """);
        ProcessStartInfo start = new(Program, [_scratch.File("orthanc.json")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The DICOMweb service.</summary>
    internal Uri Address { get; }

    /// <summary>The value of the Authorization header it wants.</summary>
    internal static string Authorization { get; } = "Basic " + Convert.ToBase64String("tester:secret"u8);

    private Uri Root { get; }

    /// <summary>Starts a server and waits until it answers; skips the test where Orthanc is absent.</summary>
    internal static async Task<OrthancServer> StartAsync()
    {
        Skip.IfNot(
            File.Exists(Program) && File.Exists(Plugin),
            "Needs Orthanc with its DICOMweb plugin (Debian: orthanc, orthanc-dicomweb); it is absent here.");
        OrthancServer server = new();
        try
        {
            await server.WaitAsync();
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _scratch.Dispose();
    }

    private async Task WaitAsync()
    {
        using HttpClient http = new() { BaseAddress = Root };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Authorization);
        for (int i = 0; i < 300; i++)
        {
            Assert.False(_process.HasExited, "Orthanc ended while it started.");
            try
            {
                using HttpResponseMessage response = await http.GetAsync("system");
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not listening yet
            }

            await Task.Delay(100);
        }

        Assert.Fail("Orthanc did not answer within 30 seconds.");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
