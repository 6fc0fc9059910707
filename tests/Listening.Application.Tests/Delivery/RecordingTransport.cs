using System.Reflection;
using Listening.Application.Messages;
using MassTransit;

namespace Listening.Application.Tests.Delivery;

/// <summary>A transport that keeps what it was given and does what a test says.</summary>
public class RecordingTransport : DispatchProxy
{
    /// <summary>What was published, in order, confirmed or not.</summary>
    public List<PostsMatched> Published { get; } = [];

    /// <summary>What happens with a message after it was taken: ends when the transport has confirmed it.</summary>
    public Func<PostsMatched, CancellationToken, Task> Confirm { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>A transport, and what controls it.</summary>
    public static (IPublishEndpoint Transport, RecordingTransport Control) Create()
    {
        var transport = Create<IPublishEndpoint, RecordingTransport>();
        return (transport, (RecordingTransport)(object)transport);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var message = (PostsMatched)args![0]!;
        Published.Add(message);
        return Confirm(message, (CancellationToken)args[^1]!);
    }
}
