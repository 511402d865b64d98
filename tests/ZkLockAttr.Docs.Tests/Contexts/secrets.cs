global using System.Net.Security;
global using System.Security.Cryptography.X509Certificates;

internal partial class Example
{
    private readonly string file = "";
    private readonly string password = "";
}
