using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.Sqlite.Migrations
{
    /// <summary>Keeps the two tables that are little more than their key in the key's own tree, which halves what storing and deleting write.</summary>
    public partial class ClusteredKeys : Migration
    {
        private const string Matches = """
            CREATE TABLE "Matches2" ("PostId" INTEGER NOT NULL, "SearchId" INTEGER NOT NULL, "SearchVersion" INTEGER NOT NULL,
                CONSTRAINT "PK_Matches" PRIMARY KEY ("PostId", "SearchId"))
            """;

        private const string Tombstones = """
            CREATE TABLE "Tombstones2" ("SourceId" INTEGER NOT NULL, "IdHash" BLOB NOT NULL, "LastSeenAt" TEXT NOT NULL,
                CONSTRAINT "PK_Tombstones" PRIMARY KEY ("SourceId", "IdHash"))
            """;

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, " WITHOUT ROWID");

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => Rebuild(migrationBuilder, "");

        private static void Rebuild(MigrationBuilder migrationBuilder, string option)
        {
            migrationBuilder.Sql(Matches + option);
            migrationBuilder.Sql("""INSERT INTO "Matches2" SELECT "PostId", "SearchId", "SearchVersion" FROM "Matches" """);
            migrationBuilder.Sql("""DROP TABLE "Matches" """);
            migrationBuilder.Sql("""ALTER TABLE "Matches2" RENAME TO "Matches" """);
            migrationBuilder.Sql(Tombstones + option);
            migrationBuilder.Sql("""INSERT INTO "Tombstones2" SELECT "SourceId", "IdHash", "LastSeenAt" FROM "Tombstones" """);
            migrationBuilder.Sql("""DROP TABLE "Tombstones" """);
            migrationBuilder.Sql("""ALTER TABLE "Tombstones2" RENAME TO "Tombstones" """);
            migrationBuilder.Sql("""CREATE INDEX "IX_Tombstones_LastSeenAt" ON "Tombstones" ("LastSeenAt")""");
        }
    }
}
