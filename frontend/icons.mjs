// One sprite with the icons that are used: our own (icons/*.svg, drawn on 24 by 24) and those of
// Bootstrap Italia named anywhere in templates and programs.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export function sprite(here, words) {
  const all = readFileSync(join(here, 'node_modules/bootstrap-italia/dist/svg/sprites.svg'), 'utf8');
  const symbols = new Map();
  for (const [symbol, id] of all.matchAll(/<symbol id="([^"]+)".*?<\/symbol>/gs)) {
    symbols.set(id, symbol.replaceAll(' fill-rule="evenodd" clip-rule="evenodd"', ' fill-rule="evenodd"'));
  }
  const own = new Set();
  let out = '<svg xmlns="http://www.w3.org/2000/svg">';
  for (const name of readdirSync(join(here, 'icons')).sort()) {
    const inner = readFileSync(join(here, 'icons', name), 'utf8')
      .replace(/^.*?<svg[^>]*>/s, '')
      .replace(/<\/svg>\s*$/, '');
    const id = name.replace('.svg', '');
    own.add(id);
    out += `<symbol id="${id}" viewBox="0 0 24 24">${inner.trim()}</symbol>`;
  }
  for (const word of [...words].sort()) {
    if (own.has(word)) continue;
    if (symbols.has(word)) out += symbols.get(word);
    // an icon that does not exist would be an empty hole on the page
    else if (/^it-/.test(word) && !/^it-(easy|card|brand|footer|header|nav)/.test(word)) {
      console.warn(`warning: «${word}» is no icon of Bootstrap Italia`);
    }
  }
  return out + '</svg>';
}
