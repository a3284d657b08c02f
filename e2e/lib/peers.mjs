// Who confirms identities, for the stories: two providers written by others, and a city of its own that
// is connected with them. All of it is on this machine and ends with the stories.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCES = fileURLToPath(new URL('../../platform/identity/tests/peers/', import.meta.url));
/** The project's folder. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { WISHMI_E2E_PEERS: PEERS, WISHMI_E2E_PROGRAM: PROGRAM } = process.env;

/** Why it cannot be tried here; none when it can. */
export function missing() {
  if (!PEERS || !PROGRAM) return 'WISHMI_E2E_PEERS and WISHMI_E2E_PROGRAM are not set (scripts/test sets them)';
  const there = (peer, list) => {
    const installed = join(PEERS, peer, 'installed');
    return existsSync(installed) && readFileSync(installed).equals(readFileSync(join(SOURCES, peer, list)));
  };
  if (!there('oidc', 'package-lock.json')) return 'the packages of oidc-provider are not there';
  if (!there('federation', 'requirements.txt')) return 'the packages of spid-cie-oidc are not there';
  return undefined;
}

/** A port on which nobody listens. */
export function freePort() {
  return new Promise((done) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts a program and waits for a line; it ends when its input does. */
export function start(program, words, sign, env = {}) {
  const child = spawn(program, words, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((done, failed) => {
    const hear = (bytes) => {
      said += bytes;
      if (process.env.WISHMI_E2E_SHOW) process.stderr.write(bytes);
      const found = said.match(sign);
      if (found) done({ child, said: found[1] });
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', (code) => failed(new Error(`${program} ended with ${code}: ${said.slice(-2000)}`)));
    setTimeout(() => failed(new Error(`${program} is not ready: ${said.slice(-2000)}`)), 120_000).unref();
  });
}

/** A demo city that is connected with both providers. */
export async function connected() {
  const folder = mkdtempSync(join(tmpdir(), 'wishmi-ways-'));
  const at = await freePort();
  const base = `http://127.0.0.1:${at}`;
  const key = (name) => {
    execFileSync(PROGRAM, ['sign-in', 'key', '--kind', 'rsa2048', join(folder, name)]);
    return JSON.parse(execFileSync(PROGRAM, ['sign-in', 'public', join(folder, name)])).keys[0];
  };
  const federationKey = key('federation.pem');
  key('sign.pem');
  key('open.pem');
  const client = {
    client_id: 'wishmi',
    client_secret: 'only for tests',
    redirect_uris: [`${base}/sign-in/staff/callback`],
    grant_types: ['authorization_code'],
    response_types: ['code'],
    require_auth_time: true,
  };
  const oidc = await start(
    'node',
    [join(SOURCES, 'oidc/server.mjs'), JSON.stringify({ modules: join(PEERS, 'oidc/node_modules'), clients: [client] })],
    /^ready (\S+)/m,
  );
  const federation = await start(
    join(PEERS, 'federation/bin/python'),
    [
      join(SOURCES, 'federation/peer.py'),
      JSON.stringify({ folder, entity: base, keys: [federationKey], profile: 'spid', enc: 'A256CBC-HS512' }),
    ],
    /^ready (\{.*\})/m,
    { PYTHONDONTWRITEBYTECODE: '1' },
  );
  const said = JSON.parse(federation.said);
  writeFileSync(join(folder, 'anchor.json'), JSON.stringify({ keys: said.keys }));
  writeFileSync(join(folder, 'secret'), 'only for tests\n');
  writeFileSync(
    join(folder, 'sign-in.toml'),
    `[web]
loopback = true

[[oidc]]
key = "staff"
name = "Directory"
issuer = "${oidc.said}"
client_id = "wishmi"
secret = { file = "secret" }
scopes = ["openid", "profile", "email"]
[oidc.levels]
"urn:example:one-factor" = "low"
"urn:example:two-factors" = "substantial"
[oidc.claims]
tax_number = ["fiscal_number"]

[federation]
key = "spid"
entity = "${base}"
federation_keys = ["federation.pem"]
keys = ["sign.pem"]
decryption_keys = ["open.pem"]
authority_hints = ["${said.anchor}"]
ask_claims = ["given_name", "family_name", "birthdate", "email", "https://attributes.eid.gov.it/fiscal_number", "fiscal_number"]
acr_values = ["https://www.spid.gov.it/SpidL3", "https://www.spid.gov.it/SpidL2"]
least = "substantial"
[[federation.anchors]]
entity = "${said.anchor}"
keys_file = "anchor.json"
[[federation.providers]]
issuer = "${said.provider}"
name = "SPID"
group = "spid"
[federation.levels]
"https://www.spid.gov.it/SpidL1" = "low"
"https://www.spid.gov.it/SpidL2" = "substantial"
"https://www.spid.gov.it/SpidL3" = "high"
[federation.claims]
tax_number = ["https://attributes.eid.gov.it/fiscal_number", "fiscal_number"]
email_is_verified = true
[federation.federation_entity]
organization_name = "City"
contacts = ["city@example.org"]
[federation.relying_party]
client_name = "Wish Mi"
contacts = ["city@example.org"]
`,
  );
  const city = await start(
    PROGRAM,
    ['--data', join(folder, 'data'), '--city', 'cities/portofiaba', '--listen', `127.0.0.1:${at}`, '--base-url', base,
      '--sign-in', join(folder, 'sign-in.toml'), 'demo'],
    /listening on (\S+)/,
    { WISHMI_METRICS_LISTEN: '127.0.0.1:0', WISHMI_BEHIND_PROXY: 'true' },
  );
  return {
    base,
    others: [oidc.said, new URL(said.provider).origin, new URL(said.anchor).origin],
    stop() {
      oidc.child.stdin.end();
      federation.child.stdin.end();
      city.child.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
