// Builds the pages' styles, script, fonts, icons and pictures into dist/, which platform/web embeds.
//
//   node build.mjs
//
// Every file gets a hash of its content in its name (dist/manifest.json says which), so browsers may
// keep it for ever; texts also get .br and .gz twins, so the server never compresses them.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import * as esbuild from 'esbuild';
import rtlcss from 'rtlcss';
import * as sass from 'sass';
import { fontFaces } from './fonts.mjs';
import { prune, wordsOf } from './prune.mjs';
import { sprite } from './icons.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..');
const dist = join(here, 'dist');
// a first visit to the results must stay under 250 KB in all, fonts included
const CSS_LIMIT = 45 * 1024;
const manifest = {};
const sizes = [];
const files = new Map();

function keep(name, content) {
  const bytes = Buffer.from(content);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const end = extname(name);
  const file = `${name.slice(0, -end.length)}.${hash}${end}`;
  files.set(file, bytes);
  const size = { name, raw: bytes.length, gz: bytes.length, br: bytes.length };
  if (['.css', '.js', '.svg'].includes(end)) {
    const gz = gzipSync(bytes, { level: 9 });
    const br = brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    });
    files.set(`${file}.gz`, gz);
    files.set(`${file}.br`, br);
    if (end === '.css' && gz.length > CSS_LIMIT) {
      throw new Error(`${name} is ${gz.length} bytes compressed, more than ${CSS_LIMIT}: import less`);
    }
    size.gz = gz.length;
    size.br = br.length;
  }
  manifest[name] = file;
  sizes.push(size);
}

const fonts = fontFaces(here);
for (const [name, path] of fonts.files) keep(name, readFileSync(path));
for (const name of readdirSync(join(here, 'img'))) {
  const content = readFileSync(join(here, 'img', name));
  keep(name, name.endsWith('.svg') ? content.toString().replace(/>\s+</g, '><').trim() : content);
}

// what templates, programs and scripts say: classes and icons that appear nowhere are left out
const words = wordsOf(root, [
  'platform/web/templates',
  'platform/web/tests/templates',
  'platform/web/src',
  'features',
  'frontend/ts',
]);
keep('sprite.svg', sprite(here, words));

const compiled = sass.compile(join(here, 'scss/app.scss'), {
  loadPaths: [join(here, 'node_modules')],
  quietDeps: true,
  silenceDeprecations: ['import', 'global-builtin', 'color-functions', 'if-function'],
});
const wanted = prune(fonts.faces + compiled.css, words).replace(
  /asset\(([a-z0-9.-]+)\)/g,
  (_, name) => {
    if (!manifest[name]) throw new Error(`the style sheet names ${name}, which does not exist`);
    return `url(${manifest[name]})`;
  },
);
for (const [name, css] of [['app.css', wanted], ['app.rtl.css', rtlcss.process(wanted)]]) {
  const { code } = await esbuild.transform(css, { loader: 'css', minify: true, target: 'es2020' });
  keep(name, code);
}

const script = await esbuild.build({
  entryPoints: [join(here, 'ts/app.ts')],
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2020',
  write: false,
});
keep('app.js', script.outputFiles[0].contents);

// only now, when nothing can fail any more, is the last build replaced
rmSync(dist, { recursive: true, force: true });
mkdirSync(join(dist, 'assets'), { recursive: true });
for (const [file, bytes] of files) writeFileSync(join(dist, 'assets', file), bytes);
writeFileSync(join(dist, 'manifest.json'), JSON.stringify(manifest, null, 1));
console.log('asset'.padEnd(28), 'bytes'.padStart(8), 'gzip'.padStart(8), 'brotli'.padStart(8));
for (const s of sizes) {
  console.log(s.name.padEnd(28), ...[s.raw, s.gz, s.br].map((n) => String(n).padStart(8)));
}
