namespace Listening.Host.Commands;

/// <summary>Opens a file that a user named.</summary>
internal static class InputFile
{
    /// <summary>The file's content; null, with a line on the error output, when it cannot be read. A single hyphen is standard input.</summary>
    public static async Task<Stream?> OpenAsync(FileInfo file)
    {
        if (file.Name == "-") return Console.OpenStandardInput();
        try
        {
            return file.OpenRead();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(file.Exists ? $"{file.Name} cannot be read." : $"There is no file {file.Name}.");
            return null;
        }
    }
}
