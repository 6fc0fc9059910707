// Takes items by webhook on a loopback port and prints a JSON line for each: {"port"} first, then {"id","verified","body"}.
// The one argument is the secret it knows. Every message that verifies gets a reference, a repeated one the same as before.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.argv[2]);
const references = new Map();
const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");

const verifies = (body, headers) => {
  try {
    webhook.verify(body, headers);
    return true;
  } catch {
    return false;
  }
};

const server = createServer((request, response) => {
  const parts = [];
  request.on("data", (part) => parts.push(part));
  request.on("end", () => {
    const body = Buffer.concat(parts).toString("utf8");
    const id = request.headers["webhook-id"];
    const verified = verifies(body, request.headers);
    say({ id, verified, body });
    if (verified && !references.has(id)) references.set(id, `IC-${1001 + references.size}`);
    response.writeHead(verified ? 200 : 401, { "content-type": "application/json" });
    response.end(JSON.stringify(verified ? { reference: references.get(id) } : { error: "signature" }));
  });
});
server.listen(0, "127.0.0.1", () => say({ port: server.address().port }));
process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
