using Listening.Application.Outgoing;
using Listening.Core.Posts;
using Xunit;

namespace Listening.Application.Tests.Outgoing;

public sealed class Placeholders
{
    private static readonly Post Post = new() { Id = "1", Author = new Author("a", "{link}.example", "Pim"), Url = "https://social.example/1" };

    [Fact]
    public void Are_filled_once_so_that_a_handle_cannot_bring_in_others() =>
        Assert.Equal(
            "Dear @{link}.example, see https://social.example/1 and https://social.example/1: IC-1.",
            ReplyPlaceholders.Fill("Dear {author}, see {link} and {link}: {reference}.", Post, "IC-1"));

    [Fact]
    public void Stay_where_nothing_is_known() =>
        Assert.Equal("{author} {link} {reference} {other}", ReplyPlaceholders.Fill("{author} {link} {reference} {other}", new Post { Id = "1" }, null));
}
