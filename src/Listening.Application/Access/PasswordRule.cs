namespace Listening.Application.Access;

/// <summary>
/// Which passwords are taken: long ones that nobody guesses first. There are no rules about kinds of characters, which only
/// make people write passwords down.
/// </summary>
public static class PasswordRule
{
    /// <summary>The shortest password.</summary>
    public const int Shortest = 15;

    /// <summary>The longest: hashing anything at all would let strangers keep the service busy.</summary>
    public const int Longest = 200;

    // What people choose who have to fill fifteen places; compared without blanks, marks and capitals.
    private static readonly string[] Obvious =
    [
        "password", "passwort", "letmein", "welcome", "qwertyuiop", "qwerty", "asdfghjkl", "zxcvbnm", "administrator", "admin", "changeme", "iloveyou",
        "secret", "monkey", "dragon", "football", "sunshine", "princess", "abcdefghijklmnopqrstuvwxyz", "01234567890123456789", "09876543210987654321",
        "correcthorsebatterystaple", "thequickbrownfox", "freedomofinformation", "dataprotection", "informationcommissioner", "listening",
    ];

    /// <summary>Why a password is not taken; null when it is.</summary>
    /// <param name="password">The password.</param>
    /// <param name="accountName">The name of its account, which is no secret.</param>
    public static string? RefusalOf(string password, string? accountName)
    {
        if (password.Length is < Shortest or > Longest) return $"Choose a password of {Shortest} to {Longest} characters, for example four or more words.";
        return Left(Plain(password), Plain(accountName ?? "")) < 6 ? "This password is easily guessed. Choose words that have nothing to do with each other." : null;
    }

    // How many characters are left without what is obvious, counting a repetition once.
    private static int Left(string plain, string name)
    {
        foreach (var word in Obvious.Append(name).Where(word => word.Length >= 4).OrderByDescending(word => word.Length))
            plain = plain.Replace(word, "", StringComparison.Ordinal);
        for (var length = 1; length <= plain.Length / 2; length++)
        {
            var start = plain[..length];
            if (string.Concat(Enumerable.Repeat(start, plain.Length / length + 1)).StartsWith(plain, StringComparison.Ordinal)) return length < 6 ? length : plain.Length;
        }

        return IsRun(plain) ? 1 : plain.Length;
    }

    // abcdef… or 987654…, also round the corner from 9 to 0.
    private static bool IsRun(string plain) =>
        plain.Length > 0 && Enumerable.Range(1, plain.Length - 1).All(at => Math.Abs(plain[at] - plain[at - 1]) is 1 or 9);

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
