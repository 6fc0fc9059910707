namespace Listening.Application.Foi.Registers;

/// <summary>Whose name an authority bears when several registers know it.</summary>
internal static class AuthorityNames
{
    /// <summary>The register that ships with the service.</summary>
    public const string Shipped = "listening";

    private static readonly string[] Precedence = [Shipped, "mysociety", "whatdotheyknow", "publicbodies"];

    /// <summary>Place of a register among those that name; the lowest names.</summary>
    public static int PlaceOf(string register) => Array.IndexOf(Precedence, register) is >= 0 and var place ? place : Precedence.Length;
}
