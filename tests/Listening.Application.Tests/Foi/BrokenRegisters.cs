using System.Text;
using Listening.Application.Foi.Registers;
using Xunit;

namespace Listening.Application.Tests.Foi;

/// <summary>What is refused in a file, with the place and what was expected.</summary>
public sealed class BrokenRegisters
{
    private const string Good = "Ambleford Town Council,,ambleford_town_council,parish_council";

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("Body,Kind\nAmbleford,x\n", "Line 1, column 1: these are not the columns of a known register; known are mySociety's local authorities (official-name, ")]
    [InlineData("official-name,nice-name,nation,region\n", "Line 1, column 1: this looks like mySociety's local authorities without the columns gss-code, local-authority-type, alt-names, current-authority; known are ")]
    [InlineData("Name,Short name,URL name,Name\n", "Line 1, column 26: the column \"Name\" stands in the header twice.")]
    [InlineData("Name,Short name,URL name\n", "The file holds no authority.")]
    [InlineData("Name,Short name,URL name\n\"Ambleford,x,y\nBarle,x,z\n", "Line 2, column 1: a quotation mark opens here and is never closed.")]
    [InlineData("Name,Short name,URL name\n\"Ambleford\" Council,x,y\n", "Line 2, column 12: text stands behind a closing quotation mark; expected a comma or the line's end.")]
    [InlineData("Name,Short name,URL name\nAmble\"ford,x,y\n", "Line 2, column 6: a quotation mark stands inside a field that does not begin with one.")]
    [InlineData("Name,Short name,URL name\nAmbleford Council,x\n", "Line 2, column 19: the row has 2 fields; expected 3 as in the header.")]
    [InlineData("Name,Short name,URL name\nAmbleford Council,x,y,z\n", "Line 2, column 21: the row has 4 fields; expected 3 as in the header.")]
    [InlineData("Name,Short name,URL name\n,x,y\n", "Line 2, column 1: the column Name is empty here; every body needs one.")]
    [InlineData("Name,Short name,URL name\nAmbleford Council,x, \n", "Line 2, column 21: the column URL name is empty here; every body needs one.")]
    [InlineData("Name,Short name,URL name\n=cmd(),x,y\n", "Line 2, column 1: a name begins with = like a formula.")]
    [InlineData("Name,Short name,URL name\nAmbleford Council,-(1),y\n", "Line 2, column 19: a name begins with - like a formula.")]
    [InlineData("Name,Short name,URL name\nAmbleford Council,+1,y\n", "Line 2, column 19: a name begins with + like a formula.")]
    [InlineData("Name,Short name,URL name\nAmbleford Council,x,@y\n", "Line 2, column 21: a name begins with @ like a formula.")]
    [InlineData("Name,Short name,URL name\nAmbleford Council,x,y\nBarle Council,x,Y\n", "Line 3, column 1: the code \"Y\" stands on line 2 already.")]
    [InlineData("Name,Short name,URL name\nAmbleford\0Council,x,y\n", "Line 2, column 10: found the control character U+0000; this is not a text file of names.")]
    [InlineData("Name,Short name,URL name\n\"Ambleford\nCouncil\",x,y\n", "Line 2, column 1: a name goes over several lines or holds a tabulator.")]
    [InlineData("MZ\u0090\u0003\0\0", "Line 1, column 3: found the control character U+0090")]
    public async Task Are_refused_with_their_place(string text, string refusal)
    {
        var (file, why) = await RegisterTexts.ReadAsync(Encoding.UTF8.GetBytes(text));

        Assert.Null(file);
        Assert.StartsWith(refusal, why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_are_not_UTF8_are_refused_with_line_and_byte()
    {
        var (file, why) = await RegisterTexts.ReadAsync([.. Encoding.UTF8.GetBytes("Name,Short name,URL name\nCaf"), 0xE9, .. " Council,x,y\n"u8]);

        Assert.Null(file);
        Assert.Equal("Line 2, byte 28 of the file: this is not UTF-8. Save the file as UTF-8 and import it again.", why);
    }

    [Fact]
    public async Task With_endless_fields_are_refused()
    {
        var (_, why) = await RegisterTexts.ReadAsync(Encoding.UTF8.GetBytes(RegisterTexts.WhatDoTheyKnow(Good, $"{new string('x', 4001)},,x,")));

        Assert.Equal("Line 3, column 4001: a field is longer than 4000 characters.", why);
    }

    [Fact]
    public async Task With_endless_rows_are_refused()
    {
        var (_, why) = await RegisterTexts.ReadAsync(Encoding.UTF8.GetBytes(RegisterTexts.WhatDoTheyKnow([.. Enumerable.Range(0, RegisterFile.MostRows + 1).Select(number => $"Ambleford School {number},,ambleford_{number},school")])));

        Assert.Equal($"Line {RegisterFile.MostRows + 2}, column 1: the file has more than 200000 rows, so it is no register.", why);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_half_a_gigabyte_are_refused_without_being_read(bool saysItsLength)
    {
        var endless = new EndlessFile(saysItsLength);

        var (_, why) = await RegisterFile.ReadAsync(endless, CancellationToken.None);

        Assert.Equal("The file is larger than 64 MB, so it is no register.", why);
        Assert.InRange(endless.Position, 0, saysItsLength ? 0 : 66 * 1024 * 1024);
    }

    [Fact]
    public async Task Are_not_those_with_a_mark_at_the_beginning_quoted_fields_and_empty_lines()
    {
        var text = RegisterTexts.WhatDoTheyKnow("\"Ambleford, Barle and \"\"Old\"\" Cray Town Council\",,ambleford,parish_council", "", Good);

        var file = (await RegisterTexts.ReadAsync([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.Replace("\r\n,https://body.example,", "\r\n", StringComparison.Ordinal))])).File!;

        Assert.Equal(("whatdotheyknow", 2, 0), (file.Register, file.Count, file.LeftOut));
        Assert.Equal(64, file.Digest.Length);
    }

    private sealed class EndlessFile(bool saysItsLength) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => saysItsLength;

        public override bool CanWrite => false;

        public override long Length => 500L * 1024 * 1024;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            Position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
