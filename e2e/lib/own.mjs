// A demo city of one's own, for stories that count every cent: nobody else books and pays in it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, freePort, start } from './peers.mjs';

const { WISHMI_E2E_PROGRAM: PROGRAM } = process.env;

/** Why it cannot be tried here; none when it can. */
export function missing() {
  return PROGRAM ? undefined : 'WISHMI_E2E_PROGRAM is not set (scripts/test sets it)';
}

/** A demo of Milan. `verify` asks the program whether everything kept is right, and gives what each kind of
 * account of the demo's fund holds, and what of it is promised, in cents. `more` are further settings. */
export async function own(more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'wishmi-own-'));
  const base = `http://127.0.0.1:${await freePort()}`;
  const key = execFileSync(PROGRAM, ['keys', 'new', '--name', 'story'], { encoding: 'utf8' }).trim();
  const env = { WISHMI_KEYS: key, WISHMI_METRICS_LISTEN: 'off', WISHMI_BEHIND_PROXY: 'true', ...more };
  const words = ['--data', folder, '--listen', new URL(base).host, '--base-url', base, 'demo'];
  const { child } = await start(PROGRAM, words, /listening on (\S+)/, env);
  return {
    base,
    verify() {
      // It ends with an error, and says what is wrong, when anything is.
      const said = execFileSync(PROGRAM, ['--data', join(folder, 'demo'), 'verify'], {
        cwd: ROOT,
        encoding: 'utf8',
        env: { ...process.env, ...env },
      });
      const books = {};
      for (const [, kind, balance, held] of said.matchAll(/^ledger: Dote di prova, (\w+): (-?\d+), of which held (\d+)$/gm)) {
        books[kind] = [Number(balance), Number(held)];
      }
      return books;
    },
    stop() {
      child.kill('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
