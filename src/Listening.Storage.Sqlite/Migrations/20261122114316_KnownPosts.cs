using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.Sqlite.Migrations
{
    /// <summary>What makes a post unique while it is held and what keeps it from coming back afterwards are one row, which a deletion leaves as it is.</summary>
    public partial class KnownPosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE "KnownPosts" ("SourceId" INTEGER NOT NULL, "IdHash" BLOB NOT NULL, "PostId" INTEGER NOT NULL, "LastSeenAt" TEXT NOT NULL,
                    CONSTRAINT "PK_KnownPosts" PRIMARY KEY ("SourceId", "IdHash")) WITHOUT ROWID
                """);
            migrationBuilder.Sql("""
                INSERT INTO "KnownPosts" ("SourceId","IdHash","PostId","LastSeenAt") SELECT "SourceId","IdHash","Id",substr("CollectedAt",1,10)||' 00:00:00' FROM "Posts"
                """);
            migrationBuilder.Sql("""
                INSERT INTO "KnownPosts" ("SourceId","IdHash","PostId","LastSeenAt") SELECT s."SourceId",s."IdHash",0,s."LastSeenAt" FROM "Tombstones" s WHERE NOT EXISTS (SELECT 1 FROM "KnownPosts" k WHERE k."SourceId"=s."SourceId" AND k."IdHash"=s."IdHash")
                """);
            migrationBuilder.DropTable(
                name: "Tombstones");

            migrationBuilder.DropIndex(
                name: "IX_Posts_SourceId_IdHash",
                table: "Posts");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                CREATE TABLE "Tombstones" ("SourceId" INTEGER NOT NULL, "IdHash" BLOB NOT NULL, "LastSeenAt" TEXT NOT NULL,
                    CONSTRAINT "PK_Tombstones" PRIMARY KEY ("SourceId", "IdHash")) WITHOUT ROWID
                """);
            migrationBuilder.Sql("""
                INSERT INTO "Tombstones" ("SourceId","IdHash","LastSeenAt") SELECT k."SourceId",k."IdHash",k."LastSeenAt" FROM "KnownPosts" k WHERE NOT EXISTS (SELECT 1 FROM "Posts" p WHERE p."Id"=k."PostId")
                """);
            migrationBuilder.DropTable(
                name: "KnownPosts");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_SourceId_IdHash",
                table: "Posts",
                columns: new[] { "SourceId", "IdHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Tombstones_LastSeenAt",
                table: "Tombstones",
                column: "LastSeenAt");
        }
    }
}
