using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Listening.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class TombstonesWithoutDayIndex : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Tombstones_LastSeenAt",
                table: "Tombstones");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Tombstones_LastSeenAt",
                table: "Tombstones",
                column: "LastSeenAt");
        }
    }
}
