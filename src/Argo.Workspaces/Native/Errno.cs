namespace Argo.Workspaces.Native;

/// <summary>
/// The kernel's answers that Argo tells apart; numbers are those of Linux on x64 and arm64.
/// </summary>
internal enum Errno
{
    Ok = 0,
    NotPermitted = 1,
    NotFound = 2,
    Interrupted = 4,
    InputOutput = 5,
    BadHandle = 9,
    TryAgain = 11,
    OutOfMemory = 12,
    AccessDenied = 13,
    Busy = 16,
    Exists = 17,
    CrossDevice = 18,
    NotADirectory = 20,
    IsADirectory = 21,
    Invalid = 22,
    SystemTableFull = 23,
    TooManyHandles = 24,
    TextBusy = 26,
    FileTooBig = 27,
    NoSpace = 28,
    ReadOnly = 30,
    TooManyLinks = 31,
    OutOfRange = 34,
    NameTooLong = 36,
    NotImplemented = 38,
    NotEmpty = 39,
    LinkOnTheWay = 40,
    NoData = 61,
    NotSupported = 95,
    Stale = 116,
    QuotaExceeded = 122,
}
