// What a page costs on a phone's data plan: every byte that travels, headers included, counted by the
// browser. Bytes, not seconds: they are the same on every machine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { BASE, launch } from '../lib/browser.mjs';
import { LANGUAGES } from '../lib/languages.mjs';

const FIRST = 250 * 1024;
const REPEAT = 40 * 1024;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

for (const lang of LANGUAGES) {
  test(`results weigh little (${lang})`, { timeout: 60_000 }, async () => {
    // no interception of requests here: it would switch the browser's own cache off
    const context = await browser.newContext({ viewport: { width: 360, height: 800 }, isMobile: true, locale: lang.split('-')[0] });
    try {
      const first = await visit(context, `${BASE}/${lang}/search?age=8`);
      const again = await visit(context, `${BASE}/${lang}/search?age=8`);
      const other = await visit(context, `${BASE}/${lang}/search?age=9&free=on`);
      console.log(`${lang}: first ${first.bytes} bytes in ${first.requests} requests, again ${again.bytes}, another search ${other.bytes}`);
      assert.ok(first.styled, 'the page has its styles: they are counted');
      assert.ok(first.bytes < FIRST, `first visit: ${first.bytes} bytes`);
      assert.ok(again.bytes < REPEAT, `the same again: ${again.bytes} bytes`);
      assert.ok(other.bytes < REPEAT, `another search: ${other.bytes} bytes`);
    } finally {
      await context.close();
    }
  });
}

/** Opens an address in a new tab and counts what travels for it, until the line is quiet. */
async function visit(context, url) {
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send('Network.enable');
  let bytes = 0;
  let requests = 0;
  line.on('Network.loadingFinished', (done) => {
    bytes += done.encodedDataLength;
    requests += 1;
  });
  const answer = await page.goto(url, { waitUntil: 'networkidle' });
  assert.ok([200, 304].includes(answer.status()), `${answer.status()} for ${url}`);
  // the whole page is looked at: what is fetched only when seen is fetched too
  await page.evaluate(() => document.fonts.ready.then(() => scrollTo(0, document.body.scrollHeight)));
  await page.waitForLoadState('networkidle');
  const styled = await page.evaluate(() => [...document.styleSheets].some((s) => s.cssRules.length > 100));
  await page.close();
  return { bytes, requests, styled };
}
