using Listening.Core.Foi;

namespace Listening.Application.Foi.Registers;

/// <summary>A body as a register gives it, before it is known which authority it is.</summary>
/// <param name="Code">The register's own key for it.</param>
/// <param name="Entry">What it says of it, its names sorted by how far they can be trusted.</param>
/// <param name="IsKindSure">False when the register only says that it is some council, so that its kind is a guess.</param>
/// <param name="OtherNames">All other names the register gives it, as written.</param>
/// <param name="Line">Line of the file; 0 when it is from none.</param>
internal sealed record RegisterBody(string Code, Authority Entry, bool IsKindSure, IReadOnlyList<string> OtherNames, int Line);
