using System.Security.Cryptography;

namespace ZkLockAttr.Tool.Connecting;

/// <summary>Files that a user has named. What is wrong with one is told with the option that names it.</summary>
internal static class NamedFile
{
    /// <exception cref="ToolException">It cannot be read.</exception>
    public static T Read<T>(string option, string file, Func<string, T> read)
    {
        try
        {
            return file.Length == 0 ? throw ToolException.Usage($"{option}: no file is named: write its path.")
                : Directory.Exists(file) ? throw Unusable("it is a folder.")
                : read(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable("there is no such file.");
        }
        catch (UnauthorizedAccessException)
        {
            throw Unusable("we may not read it.");
        }
        catch (Exception exception) when (exception is CryptographicException or IOException)
        {
            throw Unusable(exception.Message);
        }

        ToolException Unusable(string why) => ToolException.Usage($"{option}: {file} cannot be used: {why}");
    }
}
