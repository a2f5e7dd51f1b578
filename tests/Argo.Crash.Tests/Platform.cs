using System.Runtime.Versioning;

// Kills, loop devices, strace: what these tests do to the program is Linux's.
[assembly: SupportedOSPlatform("linux")]
