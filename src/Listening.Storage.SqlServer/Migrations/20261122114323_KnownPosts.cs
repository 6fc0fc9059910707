using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.SqlServer.Migrations
{
    /// <summary>What makes a post unique while it is held and what keeps it from coming back afterwards are one row, which a deletion leaves as it is.</summary>
    public partial class KnownPosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "KnownPosts",
                columns: table => new
                {
                    SourceId = table.Column<int>(type: "int", nullable: false),
                    IdHash = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: false),
                    PostId = table.Column<long>(type: "bigint", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownPosts", x => new { x.SourceId, x.IdHash });
                });
            migrationBuilder.Sql("""
                INSERT INTO [KnownPosts] ([SourceId],[IdHash],[PostId],[LastSeenAt]) SELECT [SourceId],[IdHash],[Id],CAST(CAST([CollectedAt] AS date) AS datetime2) FROM [Posts]
                """);
            migrationBuilder.Sql("""
                INSERT INTO [KnownPosts] ([SourceId],[IdHash],[PostId],[LastSeenAt]) SELECT s.[SourceId],s.[IdHash],0,s.[LastSeenAt] FROM [Tombstones] s WHERE NOT EXISTS (SELECT 1 FROM [KnownPosts] k WHERE k.[SourceId]=s.[SourceId] AND k.[IdHash]=s.[IdHash])
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
            migrationBuilder.CreateTable(
                name: "Tombstones",
                columns: table => new
                {
                    SourceId = table.Column<int>(type: "int", nullable: false),
                    IdHash = table.Column<byte[]>(type: "varbinary(16)", maxLength: 16, nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Tombstones", x => new { x.SourceId, x.IdHash });
                });
            migrationBuilder.Sql("""
                INSERT INTO [Tombstones] ([SourceId],[IdHash],[LastSeenAt]) SELECT k.[SourceId],k.[IdHash],k.[LastSeenAt] FROM [KnownPosts] k WHERE NOT EXISTS (SELECT 1 FROM [Posts] p WHERE p.[Id]=k.[PostId])
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
