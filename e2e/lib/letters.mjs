// Letters of the demo, which puts them into a folder instead of sending them.
import { readFileSync, readdirSync } from 'node:fs';

/** The link in the newest letter to somebody: the demo puts letters into a folder. */
export async function letter(to) {
  const folder = process.env.WISHMI_E2E_MAIL;
  for (let tries = 0; tries < 60; tries++) {
    for (const name of readdirSync(folder).sort().reverse()) {
      const text = readFileSync(`${folder}/${name}`, 'utf8');
      if (!text.includes(to)) continue;
      const plain = text.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
      const link = plain.match(/https?:\/\/[^\s"<]+\/sign-in\/mail\/[0-9a-f]{64}/);
      if (link) return new URL(link[0]).pathname;
    }
    await new Promise((done) => setTimeout(done, 500));
  }
  throw new Error(`no letter to ${to}`);
}
