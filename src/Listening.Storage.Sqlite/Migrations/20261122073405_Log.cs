using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Log : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "DeletionLog");

            migrationBuilder.CreateTable(
                name: "LogEntries",
                columns: table => new
                {
                    Index = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClockBack = table.Column<long>(type: "INTEGER", nullable: true),
                    LeafHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    DeletionReason = table.Column<int>(type: "INTEGER", nullable: true),
                    SourceId = table.Column<int>(type: "INTEGER", nullable: true),
                    Queue = table.Column<int>(type: "INTEGER", nullable: true),
                    Rule = table.Column<int>(type: "INTEGER", nullable: true),
                    RuleHours = table.Column<int>(type: "INTEGER", nullable: true),
                    RulesVersion = table.Column<int>(type: "INTEGER", nullable: true),
                    Posts = table.Column<int>(type: "INTEGER", nullable: true),
                    Matches = table.Column<int>(type: "INTEGER", nullable: true),
                    OldestDueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    NewestDueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Lateness = table.Column<long>(type: "INTEGER", nullable: true),
                    Ids = table.Column<byte[]>(type: "BLOB", nullable: true),
                    IdsKey = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LogEntries", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "LogCheckpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Root = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    KeyId = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Signature = table.Column<byte[]>(type: "BLOB", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LogCheckpoints", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "LogHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    FrontierSize = table.Column<long>(type: "INTEGER", nullable: false),
                    Frontier = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LogHead", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "LogHead",
                columns: new[] { "Id", "Frontier", "FrontierSize", "Size" },
                values: new object[] { 1, new byte[0], 0L, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_LogEntries_At",
                table: "LogEntries",
                column: "At");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            throw new NotSupportedException("A log that was begun is not undone.");
    }
}
