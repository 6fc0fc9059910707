using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.SqlServer.Migrations
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
                    Index = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ClockBack = table.Column<long>(type: "bigint", nullable: true),
                    LeafHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Event = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Actor = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Subject = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    DeletionReason = table.Column<int>(type: "int", nullable: true),
                    SourceId = table.Column<int>(type: "int", nullable: true),
                    Queue = table.Column<int>(type: "int", nullable: true),
                    Rule = table.Column<int>(type: "int", nullable: true),
                    RuleHours = table.Column<int>(type: "int", nullable: true),
                    RulesVersion = table.Column<int>(type: "int", nullable: true),
                    Posts = table.Column<int>(type: "int", nullable: true),
                    Matches = table.Column<int>(type: "int", nullable: true),
                    OldestDueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NewestDueAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Lateness = table.Column<long>(type: "bigint", nullable: true),
                    Ids = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    IdsKey = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LogEntries", x => x.Index);
                });

            migrationBuilder.CreateTable(
                name: "LogCheckpoints",
                columns: table => new
                {
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Root = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(16)", maxLength: 16, nullable: false),
                    Signature = table.Column<byte[]>(type: "varbinary(80)", maxLength: 80, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LogCheckpoints", x => x.Size);
                });

            migrationBuilder.CreateTable(
                name: "LogHead",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    FrontierSize = table.Column<long>(type: "bigint", nullable: false),
                    Frontier = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
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
