using Listening.Application.Messages;
using Listening.Application.Routing;
using MassTransit;

namespace Listening.Host.Consumers;

/// <summary>Has matched posts routed.</summary>
internal sealed class PostsMatchedConsumer(RoutingService routing) : IConsumer<PostsMatched>
{
    public Task Consume(ConsumeContext<PostsMatched> context) => routing.RouteAsync(context.Message.PostIds, context.CancellationToken);
}
