using Listening.Application.Access;
using Xunit;

namespace Listening.Application.Tests.Access;

public class Passwords
{
    public static TheoryData<string, string> Cases
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Access", "passwords.cases")).Where(line => line.Length > 0 && line[0] != '#'))
                data.Add(line.Split(" | ")[0], line.Split(" | ")[1]);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Long_ones_that_nobody_guesses_first_are_taken(string password, string expected)
    {
        var refusal = PasswordRule.RefusalOf(password, "Nadia Fictional");

        Assert.Equal(expected, refusal is null ? "taken" : refusal.Contains("guessed", StringComparison.Ordinal) ? "guessed" : "short");
    }

    [Fact]
    public void What_would_keep_the_service_busy_is_refused() => Assert.NotNull(PasswordRule.RefusalOf(new string('x', 201) + Guid.NewGuid(), "Nadia"));
}
