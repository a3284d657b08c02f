// An OpenID Connect provider of somebody else (oidc-provider) on a free loopback port, for the tests.
// Started with one JSON text: { modules, clients }. Says "ready ISSUER" on its standard output, and
// ends when its standard input ends: no test leaves it behind.

import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { modules, clients } = JSON.parse(process.argv[2]);
const { Provider } = await import(pathToFileURL(join(modules, 'oidc-provider/lib/index.js')));

const PEOPLE = {
  ada: {
    amr: ['pwd', 'otp'], acr: 'urn:example:two-factors',
    claims: {
      given_name: 'Ada', family_name: 'Prova', birthdate: '1985-03-02',
      email: 'ada@example.org', email_verified: true, fiscal_number: 'TINIT-PRVDAA85C42F205Z',
    },
  },
  bob: { amr: ['pwd'], acr: 'urn:example:one-factor', claims: { given_name: 'Bob', family_name: 'Prova' } },
};

const server = createServer();
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;

const SIGNING = ['RS256', 'PS256', 'ES256', 'EdDSA'];
const keys = [['rsa', { modulusLength: 2048 }], ['ec', { namedCurve: 'P-256' }], ['ed25519']]
  .map((kind) => generateKeyPairSync(...kind).privateKey.export({ format: 'jwk' }))
  .map((key) => ({ ...key, use: 'sig' }));

const provider = new Provider(issuer, {
  clients,
  jwks: { keys },
  cookies: { keys: ['only for tests'] },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id].claims }) }),
  claims: {
    openid: ['sub', 'acr', 'amr', 'auth_time'],
    profile: ['given_name', 'family_name', 'birthdate', 'fiscal_number'],
    email: ['email', 'email_verified'],
  },
  acrValues: ['urn:example:one-factor', 'urn:example:two-factors'],
  pkce: { required: () => true },
  interactions: { url: (_, interaction) => `/people/${interaction.uid}` },
  enabledJWA: {
    idTokenSigningAlgValues: SIGNING,
    userinfoSigningAlgValues: SIGNING,
    userinfoEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256'],
    userinfoEncryptionEncValues: ['A128CBC-HS256', 'A256CBC-HS512', 'A128GCM', 'A256GCM'],
    idTokenEncryptionAlgValues: ['RSA-OAEP', 'RSA-OAEP-256'],
    idTokenEncryptionEncValues: ['A128CBC-HS256', 'A256CBC-HS512', 'A128GCM', 'A256GCM'],
  },
  features: {
    devInteractions: { enabled: false },
    encryption: { enabled: true },
    jwtUserinfo: { enabled: true },
    requestObjects: { enabled: true },
    claimsParameter: { enabled: true },
    rpInitiatedLogout: { enabled: true },
  },
});

const answer = provider.callback();
server.on('request', async (request, response) => {
  if (!request.url.startsWith('/people/')) return answer(request, response);
  try {
    await page(request, response);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

/** The one page of this provider: a name, and whether to go on. */
async function page(request, response) {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html');
    response.end('<form method="post"><input name="login"><button name="go" value="on">Go on</button></form>');
    return;
  }
  let body = '';
  for await (const part of request) body += part;
  const form = new URLSearchParams(body);
  const who = PEOPLE[form.get('login')];
  if (!who) {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
    return;
  }
  const { params } = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: form.get('login'), clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  await provider.interactionFinished(request, response, {
    login: { accountId: form.get('login'), amr: who.amr, acr: who.acr },
    consent: { grantId: await grant.save() },
  });
}

process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
setTimeout(() => process.exit(1), 300_000);
console.log(`ready ${issuer}`);
