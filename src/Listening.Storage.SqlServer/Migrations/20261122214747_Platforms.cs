using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Platforms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "CheckBegunAt",
                table: "Sources",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CheckedAt",
                table: "Sources",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CheckedTo",
                table: "Sources",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "DeliveredAt",
                table: "Sources",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Deliveries",
                table: "Sources",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "NewestAt",
                table: "Sources",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ProblemKind",
                table: "Sources",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UsualQuiet",
                table: "Sources",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "SourcePermissions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    SourceId = table.Column<int>(type: "int", nullable: false),
                    Terms = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    TermsReadOn = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Approval = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    PermittedUse = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    RecordedBy = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    RecordedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    WithdrawnAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourcePermissions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SourceUsage",
                columns: table => new
                {
                    SourceId = table.Column<int>(type: "int", nullable: false),
                    Day = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Bucket = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Calls = table.Column<long>(type: "bigint", nullable: false),
                    Units = table.Column<long>(type: "bigint", nullable: false),
                    CostMicros = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceUsage", x => new { x.SourceId, x.Day, x.Bucket });
                });

            migrationBuilder.CreateIndex(
                name: "IX_SourcePermissions_SourceId",
                table: "SourcePermissions",
                column: "SourceId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SourcePermissions");

            migrationBuilder.DropTable(
                name: "SourceUsage");

            migrationBuilder.DropColumn(
                name: "CheckBegunAt",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "CheckedAt",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "CheckedTo",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "DeliveredAt",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "Deliveries",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "NewestAt",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "ProblemKind",
                table: "Sources");

            migrationBuilder.DropColumn(
                name: "UsualQuiet",
                table: "Sources");
        }
    }
}
