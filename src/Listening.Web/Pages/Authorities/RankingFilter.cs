using System.Globalization;
using Listening.Application.Foi;
using Listening.Core.Foi;
using Microsoft.AspNetCore.Http;

namespace Listening.Web.Pages.Authorities;

/// <summary>The ranking's filters as they stand in its address.</summary>
public sealed record RankingFilter
{
    /// <summary>Part of a name; null for all.</summary>
    public string? Text { get; init; }

    /// <summary>Only this kind; null for all.</summary>
    public AuthorityKind? Kind { get; init; }

    /// <summary>Only this nation; null for all.</summary>
    public string? Nation { get; init; }

    /// <summary>Only this region; null for all.</summary>
    public string? Region { get; init; }

    /// <summary>Only those the group stands so with; null for all.</summary>
    public AuthorityStatus? Status { get; init; }

    /// <summary>The page, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Reads an address; what makes no sense in it is left out.</summary>
    public static RankingFilter Read(IQueryCollection query)
    {
        string? Word(string name) => query[name].ToString().Trim() is { Length: > 0 and <= 200 } word ? word : null;
        return new RankingFilter
        {
            Text = Word("q"),
            Kind = Word("kind") is { } kind ? AuthorityKinds.Find(kind) : null,
            Nation = Word("nation"),
            Region = Word("region"),
            Status = Enum.TryParse<AuthorityStatus>(Word("status"), out var status) && Enum.IsDefined(status) ? status : null,
            Page = int.TryParse(Word("page"), NumberStyles.None, CultureInfo.InvariantCulture, out var page) && page is > 0 and <= 100_000 ? page : 1,
        };
    }

    /// <summary>Whether an authority is among those that are wanted.</summary>
    public bool Takes(AuthorityFigures figures) =>
        (Kind is null || figures.Authority.Kind == Kind)
        && (Status is null || figures.Authority.Status == Status)
        && (Nation is null || figures.Authority.Nation == Nation)
        && (Region is null || figures.Authority.Region == Region)
        && (Text is null || figures.Authority.Name.Contains(Text, StringComparison.OrdinalIgnoreCase));

    /// <summary>The address.</summary>
    public override string ToString()
    {
        (string Name, string? Value)[] parts =
        [
            ("q", Text), ("kind", Kind?.Name()), ("nation", Nation), ("region", Region), ("status", Status?.ToString()),
            ("page", Page == 1 ? null : Page.ToString(CultureInfo.InvariantCulture)),
        ];
        return $"/authorities{QueryString.Create(parts.Where(part => part.Value is not null).Select(part => KeyValuePair.Create(part.Name, part.Value)))}";
    }
}
