using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Triage : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TriageItems_Queue_PostId",
                table: "TriageItems");

            migrationBuilder.AddColumn<int>(
                name: "AssignedTo",
                table: "TriageItems",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DueAt",
                table: "TriageItems",
                type: "datetime2",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            migrationBuilder.AddColumn<DateTime>(
                name: "FirstActionAt",
                table: "TriageItems",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Lang",
                table: "TriageItems",
                type: "nvarchar(16)",
                maxLength: 16,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Outcome",
                table: "TriageItems",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SourceId",
                table: "TriageItems",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "State",
                table: "TriageItems",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "TriageItems",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "PausedAt",
                table: "SavedSearches",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "DisabledAt",
                table: "AspNetUsers",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ShortcutsOff",
                table: "AspNetUsers",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "AccountRoles",
                columns: table => new
                {
                    AccountId = table.Column<int>(type: "int", nullable: false),
                    Role = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountRoles", x => new { x.AccountId, x.Role });
                });

            migrationBuilder.CreateTable(
                name: "ApiTokens",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    TokenHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: false),
                    Scopes = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: false),
                    IssuedBy = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    IssuedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RevokedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiTokens", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ItemActions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PostId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Actor = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    FromQueue = table.Column<int>(type: "int", nullable: false),
                    ToQueue = table.Column<int>(type: "int", nullable: false),
                    FromAssignee = table.Column<int>(type: "int", nullable: true),
                    ToAssignee = table.Column<int>(type: "int", nullable: true),
                    FromOutcome = table.Column<int>(type: "int", nullable: true),
                    ToOutcome = table.Column<int>(type: "int", nullable: true),
                    Words = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    KeyId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ItemActions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "RoutingCorrections",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PostId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false),
                    FromQueue = table.Column<int>(type: "int", nullable: false),
                    ToQueue = table.Column<int>(type: "int", nullable: false),
                    Reason = table.Column<int>(type: "int", nullable: false),
                    RuleId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    RuleSetVersion = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Confidence = table.Column<float>(type: "real", nullable: false),
                    Undone = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RoutingCorrections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Address = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    OwnerId = table.Column<int>(type: "int", nullable: false),
                    ForTeam = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SavedReplies",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    ChangedBy = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedReplies", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Sendings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    PostId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    State = table.Column<int>(type: "int", nullable: false),
                    Target = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Words = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    KeyId = table.Column<long>(type: "bigint", nullable: false),
                    MessageId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    LinkHash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    AskedBy = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    DecidedBy = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    SentAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Reference = table.Column<string>(type: "nvarchar(512)", maxLength: 512, nullable: true),
                    Problem = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sendings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TriageCounts",
                columns: table => new
                {
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Queue = table.Column<int>(type: "int", nullable: false),
                    SearchId = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<int>(type: "int", nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TriageCounts", x => new { x.Day, x.Queue, x.SearchId, x.Kind });
                });

            // Items that were routed before follow their posts; accounts that were there could do everything, and still can.
            migrationBuilder.Sql("""
                UPDATE "TriageItems" SET
                    "DueAt"=(SELECT p."DueAt" FROM "Posts" p WHERE p."Id"="TriageItems"."PostId"),
                    "SourceId"=(SELECT p."SourceId" FROM "Posts" p WHERE p."Id"="TriageItems"."PostId")
                WHERE EXISTS (SELECT 1 FROM "Posts" p WHERE p."Id"="TriageItems"."PostId")
                """);
            migrationBuilder.Sql("""
                INSERT INTO "AccountRoles" ("AccountId","Role")
                SELECT u."Id",r."Role" FROM "AspNetUsers" u
                CROSS JOIN (SELECT 1 AS "Role" UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6) r
                """);

            migrationBuilder.CreateIndex(
                name: "IX_TriageItems_AssignedTo",
                table: "TriageItems",
                column: "AssignedTo",
                filter: "\"AssignedTo\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TriageItems_State_Queue_DueAt_PostId_AssignedTo",
                table: "TriageItems",
                columns: new[] { "State", "Queue", "DueAt", "PostId", "AssignedTo" });

            migrationBuilder.CreateIndex(
                name: "IX_TriageItems_State_Queue_PostId",
                table: "TriageItems",
                columns: new[] { "State", "Queue", "PostId" });

            migrationBuilder.CreateIndex(
                name: "IX_ApiTokens_TokenHash",
                table: "ApiTokens",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ItemActions_PostId",
                table: "ItemActions",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_RoutingCorrections_At",
                table: "RoutingCorrections",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_RoutingCorrections_PostId",
                table: "RoutingCorrections",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_OwnerId",
                table: "SavedFilters",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedReplies_Name",
                table: "SavedReplies",
                column: "Name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sendings_MessageId",
                table: "Sendings",
                column: "MessageId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sendings_NextAttemptAt",
                table: "Sendings",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_Sendings_PostId",
                table: "Sendings",
                column: "PostId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountRoles");

            migrationBuilder.DropTable(
                name: "ApiTokens");

            migrationBuilder.DropTable(
                name: "ItemActions");

            migrationBuilder.DropTable(
                name: "RoutingCorrections");

            migrationBuilder.DropTable(
                name: "SavedFilters");

            migrationBuilder.DropTable(
                name: "SavedReplies");

            migrationBuilder.DropTable(
                name: "Sendings");

            migrationBuilder.DropTable(
                name: "TriageCounts");

            migrationBuilder.DropIndex(
                name: "IX_TriageItems_AssignedTo",
                table: "TriageItems");

            migrationBuilder.DropIndex(
                name: "IX_TriageItems_State_Queue_DueAt_PostId_AssignedTo",
                table: "TriageItems");

            migrationBuilder.DropIndex(
                name: "IX_TriageItems_State_Queue_PostId",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "AssignedTo",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "FirstActionAt",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "Lang",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "Outcome",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "SourceId",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "State",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "TriageItems");

            migrationBuilder.DropColumn(
                name: "PausedAt",
                table: "SavedSearches");

            migrationBuilder.DropColumn(
                name: "DisabledAt",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "ShortcutsOff",
                table: "AspNetUsers");

            migrationBuilder.CreateIndex(
                name: "IX_TriageItems_Queue_PostId",
                table: "TriageItems",
                columns: new[] { "Queue", "PostId" });
        }
    }
}
