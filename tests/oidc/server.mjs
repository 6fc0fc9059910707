// An OpenID Connect provider on a loopback port of its own: authorisation code with PKCE, signed ID tokens. It prints a JSON
// line first, {"issuer"}, and reads lines {"account", "roles", "name"}: who signs in from then on, without being asked. Its one
// client may return to any loopback port. Ends when its standard input closes.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import Provider from "oidc-provider";

const say = (what) => process.stdout.write(JSON.stringify(what) + "\n");
let person = { account: "nobody", roles: [], name: "Nobody" };

const http = createServer();
http.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${http.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "listening",
        client_secret: "a secret & more: 100%+ for tests",
        redirect_uris: ["http://127.0.0.1/sign-in/single-sign-on/return"],
        application_type: "native",
        grant_types: ["authorization_code"],
        response_types: ["code"],
      },
    ],
    claims: { openid: ["sub", "roles"], profile: ["name"] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, roles: person.roles, name: person.name }) }),
    interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
    cookies: { keys: ["for tests alone"] },
  });
  provider.on("server_error", (context, error) => console.error(error));
  http.on("request", async (request, response) => {
    if (!request.url.startsWith("/interaction/")) return provider.callback()(request, response);
    const { prompt, params, session } = await provider.interactionDetails(request, response);
    const result = prompt.name === "login" ? { login: { accountId: person.account } } : { consent: { grantId: await grant(provider, params, session) } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: true });
  });
  createInterface({ input: process.stdin }).on("line", (line) => {
    person = JSON.parse(line);
    say({ account: person.account });
  });
  say({ issuer });
});

async function grant(provider, params, session) {
  const given = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  given.addOIDCScope(params.scope);
  return given.save();
}

process.stdin.on("end", () => process.exit(0));
