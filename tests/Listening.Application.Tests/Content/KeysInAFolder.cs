using System.Security.Cryptography;
using System.Runtime.InteropServices;
using Listening.Application.Content;
using Listening.Core.Content;
using Listening.Core.Retention;
using Xunit;

namespace Listening.Application.Tests.Content;

public sealed class KeysInAFolder : IDisposable
{
    private static readonly ContentKeyId Today = new(new DateOnly(2026, 3, 10), RetentionRule.Standard, 120);
    private static readonly ContentKeyId Noise = Today with { Rule = RetentionRule.Noise, Hours = 24 };
    private static readonly byte[] Row = [1, 2, 3, 4];
    private static readonly byte[] Plain = [.. "What the post says."u8];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("listening-keys-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Makes_finds_lists_and_destroys_keys()
    {
        using var keys = Open();
        Assert.Null(keys.Find(Today));
        Assert.Empty(keys.List());

        var made = keys.GetOrCreate(Today);
        keys.GetOrCreate(Noise);
        Assert.Same(made, keys.Find(Today));
        Assert.Equal([Today, Noise], keys.List());

        Assert.True(keys.Destroy(Today));
        Assert.False(keys.Destroy(Today));
        Assert.Null(keys.Find(Today));
        Assert.Equal([Noise], keys.List());
    }

    [Fact]
    public void Opens_after_a_restart_what_was_sealed_before()
    {
        byte[] content;
        using (var keys = Open()) content = keys.GetOrCreate(Today).Seal(Plain, Row);

        using var restarted = Open();
        Assert.Equal(Plain, restarted.Find(Today)!.Open(content, Row));
        Assert.Null(restarted.GetOrCreate(Noise).Open(content, Row));
    }

    [Fact]
    public void Opens_nothing_once_the_key_is_destroyed_although_one_of_that_name_is_made_again()
    {
        using var keys = Open();
        var content = keys.GetOrCreate(Today).Seal(Plain, Row);
        keys.Destroy(Today);

        Assert.Null(keys.GetOrCreate(Today).Open(content, Row));
    }

    [Fact]
    public void Lets_nobody_but_its_owner_read()
    {
        if (OperatingSystem.IsWindows()) return;
        var folder = Path.Combine(_folder.FullName, "new");
        using var keys = new KeyFolder(folder);
        keys.GetOrCreate(Today);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        var files = Directory.GetFiles(folder, "*.key");
        Assert.Equal(2, files.Length);
        foreach (var file in files) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public void Zeroes_a_key_in_place_before_it_unlinks_it()
    {
        if (OperatingSystem.IsWindows()) return;
        using var keys = Open();
        keys.GetOrCreate(Today);
        keys.GetOrCreate(Noise);
        // A second name for the same blocks of the disk shows what is left in them.
        var (shadow, other) = (Link(Today), Link(Noise));
        Assert.Contains(File.ReadAllBytes(shadow), value => value != 0);

        keys.Destroy(Today);

        Assert.Equal(new byte[32], File.ReadAllBytes(shadow));
        Assert.Contains(File.ReadAllBytes(other), value => value != 0);
    }

    [Fact]
    public async Task Gives_everybody_who_makes_a_key_at_once_the_same_one()
    {
        var folders = Enumerable.Range(0, 4).Select(_ => Open()).ToArray();
        using var start = new Barrier(folders.Length);
        for (var day = 0; day < 50; day++)
        {
            var id = Today with { Day = Today.Day.AddDays(day) };
            // Long-running means a thread for each, so that none waits for another to begin.
            var contents = await Task.WhenAll(folders.Select(folder => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    return folder.GetOrCreate(id).Seal(Plain, Row);
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            using var later = Open();
            Assert.All(contents, content => Assert.Equal(Plain, later.Find(id)!.Open(content, Row)));
        }

        foreach (var folder in folders) folder.Dispose();
    }

    [Fact]
    public void Drops_from_memory_what_another_process_destroyed_when_the_keys_are_listed()
    {
        using var here = Open();
        using var there = Open();
        here.GetOrCreate(Today);
        here.GetOrCreate(Noise);
        there.Destroy(Today);

        Assert.Equal([Noise], here.List());

        Assert.Null(here.Find(Today));
        Assert.NotNull(here.Find(Noise));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Says_which_key_file_is_damaged_and_what_to_do(int bytes)
    {
        using var keys = Open();
        File.WriteAllBytes(PathOf(Today), RandomNumberGenerator.GetBytes(bytes));

        var refused = Assert.Throws<InvalidOperationException>(() => keys.GetOrCreate(Today));
        Assert.Throws<InvalidOperationException>(() => keys.Find(Today));
        Assert.Contains($"{Today}.key is damaged: {bytes} bytes instead of 32", refused.Message, StringComparison.Ordinal);
        Assert.NotNull(keys.GetOrCreate(Noise));
    }

    [Fact]
    public void Takes_a_key_that_was_zeroed_and_not_unlinked_for_destroyed()
    {
        using var keys = Open();
        File.WriteAllBytes(PathOf(Today), new byte[32]);

        Assert.Null(keys.Find(Today));
        var content = keys.GetOrCreate(Today).Seal(Plain, Row);
        using var restarted = Open();
        Assert.Equal(Plain, restarted.Find(Today)!.Open(content, Row));
    }

    [Fact]
    public void Lists_no_file_that_only_looks_like_a_key()
    {
        using var keys = Open();
        keys.GetOrCreate(Today);
        foreach (var name in new[] { "2026-03-10.7.120h", "2026-03-10.STANDARD.120h", "2026-03-10.standard.0120h", "2026-03-10.standard.99999h", "2026-13-10.standard.120h", "notes" })
            File.WriteAllBytes(Path.Combine(_folder.FullName, name + ".key"), new byte[32]);

        Assert.Equal([Today], keys.List());
    }

    [Fact]
    public void Hashes_ids_the_same_after_a_restart_and_otherwise_for_another_source_id_or_folder()
    {
        using var keys = Open();
        using var restarted = Open();
        using var elsewhere = new KeyFolder(Path.Combine(_folder.FullName, "elsewhere"));

        Assert.Equal(Hash(keys, 1, "42"), Hash(restarted, 1, "42"));
        var others = new[] { Hash(keys, 2, "42"), Hash(keys, 1, "43"), Hash(keys, 1, new string('x', 5000)), Hash(elsewhere, 1, "42") };
        Assert.Equal(5, others.Append(Hash(keys, 1, "42")).Distinct(StringComparer.Ordinal).Count());
    }

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeHardLink(string existing, string another);

    private static string Hash(KeyFolder keys, int source, string id)
    {
        var hash = new byte[IContentKeys.IdHashSize];
        keys.HashId(source, id, hash);
        return Convert.ToHexString(hash);
    }

    private KeyFolder Open() => new(_folder.FullName);

    private string PathOf(ContentKeyId id) => Path.Combine(_folder.FullName, $"{id}.key");

    private string Link(ContentKeyId id)
    {
        var shadow = Path.Combine(_folder.FullName, $"{id}.shadow");
        Assert.Equal(0, MakeHardLink(PathOf(id), shadow));
        return shadow;
    }
}
