// A real AT Protocol network on loopback: directory (PLC), personal data server (PDS) and AppView.
//
// Needs DB_POSTGRES_URL and REDIS_HOST (host:port) in the environment; run it with Node 22.
// Prints one JSON line when it is ready:    {"ready":true,"pds":"http://127.0.0.1:…","appView":"…","jwtSecret":"…"}
// Reads one word a line from its standard input, and answers each by one JSON line:
//   settle    wait until the AppView has indexed everything that the PDS holds → {"settled":true}
// Stops when its standard input closes, so that it never outlives the test run that started it.
import net from 'node:net';
import readline from 'node:readline';

const answer = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const fail = (error) => {
  answer({ error: error?.stack ?? String(error) });
  process.exit(1);
};
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

// The servers listen on every interface unless told otherwise, and none of them can be told.
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  if (first !== null && typeof first === 'object')
    return listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
  const callback = rest.find((argument) => typeof argument === 'function');
  return listen.call(this, { port: Number(first ?? 0), host: '127.0.0.1' }, callback);
};

process.env.LOG_ENABLED = 'false';
const { DB_POSTGRES_URL: dbUrl, REDIS_HOST: redisHost } = process.env;
if (!dbUrl || !redisHost) fail('DB_POSTGRES_URL and REDIS_HOST must be set.');

// Imported late: the packages read their settings while they load.
const { TestPlc, TestBsync, TestBsky, TestPds, mockNetworkUtilities } = await import('@atproto/dev-env');
const { JWT_SECRET } = await import('./node_modules/@atproto/dev-env/dist/const.js');
const { default: getPort } = await import('./node_modules/@atproto/dev-env/dist/get-port.js');

const bsyncApiKey = 'bsync-api-key';
const pdsPort = await getPort();
const plc = await TestPlc.create({});
const bsync = await TestBsync.create({ apiKeys: [bsyncApiKey], dbUrl, dbSchema: 'bsync_listening' });
const bsky = await TestBsky.create({
  plcUrl: plc.url,
  pdsPort,
  bsyncApiKey,
  bsyncUrl: bsync.url,
  repoProvider: `ws://127.0.0.1:${pdsPort}`,
  dbPostgresUrl: dbUrl,
  dbPostgresSchema: 'appview_listening',
  redisHost,
});
bsync.ctx.dataplaneClients = [bsky.ctx.dataplane];
const pds = await TestPds.create({
  port: pdsPort,
  didPlcUrl: plc.url,
  bskyAppViewUrl: bsky.url,
  bskyAppViewDid: bsky.ctx.cfg.serverDid,
  rateLimitsEnabled: true,
});
mockNetworkUtilities(pds, bsky);

async function settle() {
  const deadline = Date.now() + 60_000;
  await pds.processAll();
  const last = await pds.ctx.sequencer.curr();
  for (;;) {
    await bsky.sub.processAll();
    const cursor = await bsky.sub.getCursor();
    if (!last || (cursor && cursor >= last)) return;
    if (Date.now() > deadline) throw new Error('The AppView did not catch up within 60 seconds.');
    await new Promise((done) => setTimeout(done, 10));
  }
}

answer({ ready: true, pds: pds.url.replace('localhost', '127.0.0.1'), appView: bsky.url.replace('localhost', '127.0.0.1'), jwtSecret: JWT_SECRET });

for await (const line of readline.createInterface({ input: process.stdin })) {
  if (line.trim() !== 'settle') answer({ error: 'unknown command' });
  else await settle().then(() => answer({ settled: true }), (error) => answer({ error: String(error) }));
}

// Orderly ends take seconds and leave nothing of value: databases and folders are thrown away by whoever started this.
process.exit(0);
