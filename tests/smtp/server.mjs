// Takes mail on a loopback port, of its own or the one that is its argument, and prints a JSON line for each: {"port"} first, then {"from","to","subject","messageId","headers","text"}.
// Recipients whose name begins with "refuse" are refused for good, with "defer" for now. Ends when its standard input closes.
import { SMTPServer } from "smtp-server";
import { simpleParser } from "mailparser";

const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
const refused = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onRcptTo(address, session, done) {
    if (address.address.startsWith("refuse")) return done(refused(550, "No such mailbox"));
    if (address.address.startsWith("defer")) return done(refused(451, "Try again later"));
    done();
  },
  onData(stream, session, done) {
    simpleParser(stream).then((mail) => {
      say({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map((one) => one.address), subject: mail.subject, messageId: mail.messageId, headers: mail.headerLines.map((one) => one.line), text: mail.text });
      done();
    }, done);
  },
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => say({ port: server.server.address().port }));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
