// These tests make links, modes and FIFOs: they run where confined handles do.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
