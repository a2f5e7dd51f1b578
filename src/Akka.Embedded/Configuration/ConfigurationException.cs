using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A setting names something that does not exist, or has an impossible value.</summary>
public sealed class ConfigurationException : AkkaException
{
    /// <summary>Says which setting and what to do.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Says which setting and what to do, and what went wrong underneath.</summary>
    public ConfigurationException(string message, Exception? exception)
        : base(message, exception)
    {
    }
}
