using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class ItemLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TriageItems_State_Queue_PostId",
                table: "TriageItems");

            migrationBuilder.RenameIndex(
                name: "IX_TriageItems_State_Queue_DueAt_PostId_AssignedTo",
                table: "TriageItems",
                newName: "IX_TriageItems_ByDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_TriageItems_ByNumber",
                table: "TriageItems",
                columns: new[] { "State", "Queue", "PostId", "DueAt", "AssignedTo", "SourceId", "Lang" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_TriageItems_ByNumber",
                table: "TriageItems");

            migrationBuilder.RenameIndex(
                name: "IX_TriageItems_ByDueAt",
                table: "TriageItems",
                newName: "IX_TriageItems_State_Queue_DueAt_PostId_AssignedTo");

            migrationBuilder.CreateIndex(
                name: "IX_TriageItems_State_Queue_PostId",
                table: "TriageItems",
                columns: new[] { "State", "Queue", "PostId" });
        }
    }
}
