using System.Globalization;

namespace Listening.Application.Foi.Registers;

/// <summary>What an import did, or would do.</summary>
/// <param name="Register">Whose register it is.</param>
/// <param name="Bodies">Bodies in the file.</param>
/// <param name="LeftOut">Rows of bodies that are no more, or that the law does not reach.</param>
/// <param name="Added">Authorities nobody had before, or that come back.</param>
/// <param name="Linked">Authorities that others had already.</param>
/// <param name="Renamed">Authorities with another official name.</param>
/// <param name="Changed">Authorities with other names or of another kind.</param>
/// <param name="Removed">Authorities that no register has any more.</param>
/// <param name="Unclear">Bodies that were not imported because they may be one of several.</param>
/// <param name="Lines">A line for each authority that is not as before, for each body that is unclear, and for each short name that somebody else bears.</param>
public sealed record RegisterReport(
    string Register, int Bodies, int LeftOut, int Added, int Linked, int Renamed, int Changed, int Removed, int Unclear, IReadOnlyList<string> Lines)
{
    /// <summary>The counts in one line.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Register}: {Bodies} bodies, {LeftOut} left out; {Added} added, {Linked} linked, {Renamed} renamed, {Changed} changed, {Removed} removed, {Unclear} unclear");
}
