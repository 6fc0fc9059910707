using Listening.Application.Foi.Registers;
using Xunit;

namespace Listening.Application.Tests.Foi;

/// <summary>The public registers that may lie beside the checkout; the project does not contain them.</summary>
internal static class PublicRegisters
{
    public const string LocalAuthorities = "uk_local_authorities_current.csv";
    public const string PublicBodies = "publicbodies-gb.csv";

    /// <summary>The folder of the checkout.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Where a register lies.</summary>
    public static string PathOf(string file) => Path.GetFullPath(Path.Combine(Root, "..", "shared", "data", file));

    /// <summary>Reads a register; it must be accepted.</summary>
    public static async Task<RegisterFile> ReadAsync(string file)
    {
        await using var stream = File.OpenRead(PathOf(file));
        var (read, refusal) = await RegisterFile.ReadAsync(stream, CancellationToken.None);
        Assert.Null(refusal);
        return read!;
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Listening.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("The tests do not run below the checkout.");
    }
}

/// <summary>A fact about the public registers, skipped where they do not lie beside the checkout.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublicRegistersFactAttribute : FactAttribute
{
    public PublicRegistersFactAttribute()
    {
        string[] missing = [.. new[] { PublicRegisters.LocalAuthorities, PublicRegisters.PublicBodies }.Where(file => !File.Exists(PublicRegisters.PathOf(file)))];
        if (missing.Length > 0) Skip = $"{string.Join(" and ", missing)} do not lie in ../shared/data beside the checkout.";
    }
}
