// The fonts we serve ourselves: Titillium Web for Latin text, Noto Sans Arabic for Arabic. Chinese is
// left to the reader's system: its fonts are megabytes, and every phone that reads it has one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FAMILIES = [
  { family: 'Titillium Web', pack: 'titillium-web', short: 'titillium', weights: [400, 600, 700], sets: { latin: '', 'latin-ext': 'ext-' } },
  { family: 'Noto Sans Arabic', pack: 'noto-sans-arabic', short: 'arabic', weights: [400, 700], sets: { arabic: '' } },
];

export function fontFaces(here) {
  let faces = '';
  const files = [];
  for (const { family, pack, short, weights, sets } of FAMILIES) {
    const folder = join(here, 'node_modules/@fontsource', pack);
    const ranges = JSON.parse(readFileSync(join(folder, 'unicode.json'), 'utf8'));
    for (const weight of weights) {
      for (const [set, prefix] of Object.entries(sets)) {
        const name = `${short}-${prefix}${weight}.woff2`;
        files.push([name, join(folder, 'files', `${pack}-${set}-${weight}-normal.woff2`)]);
        faces +=
          `@font-face{font-family:"${family}";font-style:normal;font-weight:${weight};` +
          `font-display:swap;src:asset(${name}) format("woff2");unicode-range:${ranges[set]}}\n`;
      }
    }
  }
  return { faces, files };
}
