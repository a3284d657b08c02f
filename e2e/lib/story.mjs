// A story is one journey, told to several kinds of visitors: by phone or desktop, in a language,
// with or without JavaScript. Every visitor also watches for what must never happen on any page:
// a request to another host, a script error, an answer of the server's own failure.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { violations } from './axe.mjs';
import { BASE, launch } from './browser.mjs';
import { LANGUAGES } from './languages.mjs';

const SCREENSHOTS = fileURLToPath(new URL('../screenshots/', import.meta.url));
const SIZES = { phone: { width: 360, height: 800 }, desktop: { width: 1280, height: 900 } };
const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);

/** Who tries each journey unless the story says otherwise. */
export const EVERYBODY = [
  { size: 'phone', lang: 'it' },
  { size: 'desktop', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];

/** Every language on a phone; on a wide screen those that are written differently. */
export const EVERY_LANGUAGE = [
  ...LANGUAGES.map((lang) => ({ size: 'phone', lang })),
  ...['it', 'ar', 'zh'].map((lang) => ({ size: 'desktop', lang })),
];

/** The keys of every message: one that no language has is shown as its key. */
const KEYS = new Set(
  ['platform', 'features'].flatMap((room) => {
    const rooms = fileURLToPath(new URL(`../../${room}/`, import.meta.url));
    return readdirSync(rooms)
      .map((name) => `${rooms}${name}/locales/`)
      .filter(existsSync)
      .flatMap((folder) => readdirSync(folder).map((file) => readFileSync(folder + file, 'utf8')))
      .flatMap((text) => text.match(/^[a-z][\w-]*-[\w-]+(?= =)/gm) ?? []);
  }),
);

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Declares a story; `act` is called once for each visitor, with a fresh browser profile. A long one may take
 * longer than two minutes. */
export function story(name, visitors, act, { timeout = 120_000 } = {}) {
  for (const kind of visitors) {
    test(`${name} (${describe(kind)})`, { timeout }, async () => {
      const visitor = new Visitor(kind, name);
      try {
        await visitor.arrive();
        await act(visitor);
        visitor.nothingBad();
      } catch (error) {
        await visitor.picture(`failed-${name}`).catch(() => {});
        throw error;
      } finally {
        await visitor.leave();
      }
    });
  }
}

function describe({ size, lang, script = true }) {
  return [size, lang, script ? null : 'no script'].filter(Boolean).join(', ');
}

class Visitor {
  constructor({ size, lang, script = true }) {
    Object.assign(this, { size, lang, script });
    this.outside = [];
    this.errors = [];
    this.expected = [];
    // Where the site is, and who else may be asked: who confirms an identity, say.
    this.base = BASE;
    this.others = [];
  }

  async arrive() {
    this.context = await browser.newContext({
      viewport: SIZES[this.size],
      isMobile: this.size === 'phone',
      hasTouch: this.size === 'phone',
      javaScriptEnabled: this.script,
      locale: base(this.lang),
      reducedMotion: 'reduce',
      extraHTTPHeaders: { 'x-forwarded-for': home() },
    });
    this.context.setDefaultTimeout(15_000);
    await this.context.route('**/*', (route) => {
      const url = route.request().url();
      const ours = [this.base, ...this.others].some((site) => url.startsWith(`${site}/`));
      if (ours || url.startsWith('data:') || url.startsWith('blob:')) {
        return route.continue();
      }
      this.outside.push(url);
      return route.abort();
    });
    this.page = await this.context.newPage();
    this.page.on('pageerror', (error) => this.errors.push(`script error: ${error.message}`));
    this.page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(`console: ${message.text()}`);
    });
    this.page.on('response', (answer) => {
      if (answer.status() >= 400 && !this.expected.includes(answer.status())) {
        this.errors.push(`${answer.status()} for ${answer.url()}`);
      }
    });
  }

  leave() {
    return this.context?.close();
  }

  /** Opens a page of this visitor's language: go('search?q=nuoto'). Returns the HTTP answer. */
  go(path = '') {
    return this.page.goto(`${this.base}/${this.lang}/${path}`);
  }

  /** The same, for an answer that is meant to be an error of the visitor's (4xx). */
  async goExpecting(status, path) {
    this.expected.push(status);
    const answer = await this.go(path);
    assert.equal(answer.status(), status, `status of ${path}`);
    this.errors = this.errors.filter((e) => !e.includes(`status of ${status}`));
    return answer;
  }

  /** Follows the first link that matches, and waits for the new page. Returns its path. */
  async follow(selector) {
    const link = this.page.locator(selector).filter({ visible: true }).first();
    await link.waitFor({ state: 'attached' });
    const href = await link.getAttribute('href');
    assert.ok(href, `${selector} leads somewhere`);
    await Promise.all([this.page.waitForURL((url) => same(url, href)), link.click()]);
    return new URL(this.page.url()).pathname;
  }

  /** The page's path without the language, such as `/search`. */
  path() {
    const { pathname } = new URL(this.page.url());
    assert.ok(pathname.startsWith(`/${this.lang}`), `${pathname} stays in ${this.lang}`);
    return pathname.slice(this.lang.length + 1);
  }

  /** The value of a query parameter of the page's address. */
  asked(name) {
    return new URL(this.page.url()).searchParams.get(name);
  }

  /** Everything that holds on every page. With a name, keeps a screenshot under it. */
  async fine(name) {
    // On a busy machine the style sheet can arrive after the address has changed.
    await this.page.waitForLoadState('load');
    const facts = await this.page.evaluate(() => ({
      lang: document.documentElement.lang,
      dir: document.documentElement.dir,
      title: document.title,
      headings: [...document.querySelectorAll('h1')].map((h) => h.textContent.trim()),
      main: document.querySelectorAll('main').length,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      wide: [...document.querySelectorAll('body *')]
        .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .slice(0, 5)
        .map((e) => `${e.tagName.toLowerCase()}.${e.className}`),
      // words that look like keys, and values that were not given
      odd: document.body.innerText.match(/\b[a-z]\w*(-\w+)+\b|\{\s*\$\w+/g) ?? [],
      inline: document.querySelectorAll('[style], script:not([src]):not([type="application/ld+json"]), style').length,
    }));
    const where = `${this.page.url()} (${describe(this)})`;
    assert.equal(facts.lang, this.lang.replace('-', '-x-'), `language of ${where}`);
    assert.deepEqual(facts.odd.filter((w) => KEYS.has(w) || w.startsWith('{')), [], `every word of ${where} is there`);
    assert.equal(facts.dir || 'ltr', RIGHT_TO_LEFT.has(this.lang) ? 'rtl' : 'ltr', `direction of ${where}`);
    assert.ok(facts.title.length > 3, `title of ${where}`);
    assert.equal(facts.headings.length, 1, `one h1 on ${where}, found ${JSON.stringify(facts.headings)}`);
    assert.ok(facts.headings[0].length > 1, `h1 with words on ${where}`);
    assert.equal(facts.main, 1, `one main on ${where}`);
    assert.ok(facts.overflow <= 0, `no sideways scrolling on ${where}: ${facts.overflow} px, ${facts.wide}`);
    assert.equal(facts.inline, 0, `nothing inline on ${where}`);
    assert.deepEqual(await this.violations(), [], `accessibility of ${where}`);
    this.nothingBad();
    if (name) await this.picture(name);
  }

  /** axe on this page. It needs timers, which stand still where scripts are off: such a page is
   * laid out a second time from its own markup, with axe as the only script that runs. */
  async violations() {
    if (this.script) return violations(this.page);
    const [url, markup] = [this.page.url(), await this.page.content()];
    const twin = await browser.newContext({ viewport: SIZES[this.size], isMobile: this.size === 'phone', locale: base(this.lang) });
    try {
      await twin.route('**/*', (route) => {
        const request = route.request();
        if (request.url() === url) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: markup });
        return request.resourceType() === 'script' ? route.abort() : route.continue();
      });
      const page = await twin.newPage();
      await page.goto(url);
      return await violations(page);
    } finally {
      await twin.close();
    }
  }

  nothingBad() {
    assert.deepEqual(this.outside, [], 'requests to other hosts');
    assert.deepEqual(this.errors, [], 'errors in the browser');
  }

  async picture(name) {
    mkdirSync(SCREENSHOTS, { recursive: true });
    const file = [name, this.lang, this.size, this.script ? null : 'noscript'].filter(Boolean).join('.');
    await this.page.screenshot({ path: `${SCREENSHOTS}${file.replaceAll(/[^\p{L}\p{N}.]+/gu, '-')}.png`, fullPage: true });
  }

  /** What has the keyboard's focus: tag, text, address, and whether one can see it. */
  focused() {
    return this.page.evaluate(() => {
      const e = document.activeElement;
      // Where a whole card is one link, its frame is drawn by the link's ::after.
      const styles = [null, '::before', '::after'].map((part) => getComputedStyle(e, part));
      const seen = (s) => (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none';
      const box = e.getBoundingClientRect();
      return {
        tag: e.tagName.toLowerCase(),
        text: (e.textContent ?? '').trim(),
        href: e.getAttribute('href'),
        inMain: !!e.closest('main'),
        onScreen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
        marked: styles.some(seen),
      };
    });
  }
}

/** Every visitor has a home of their own (RFC 1918). Scripts' files run side by side: theirs differ. */
function home() {
  const number = (process.pid * 257 + homes++) % 2 ** 24;
  return `10.${number >> 16}.${(number >> 8) & 255}.${number & 255}`;
}
let homes = 0;

/** The language without its edition: easy Italian is Italian to a browser. */
function base(lang) {
  return lang.split('-')[0];
}

function same(url, href) {
  const wanted = new URL(href, BASE);
  return url.pathname === wanted.pathname && url.search === wanted.search;
}

export { LANGUAGES, assert };
