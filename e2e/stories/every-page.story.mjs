// Each public page in every language: accessible, nothing from elsewhere, no sideways scrolling, every
// word there, and its parts named as the national checker of municipal sites expects.
import { EVERY_LANGUAGE, LANGUAGES, assert, story } from '../lib/story.mjs';

const FIXED = ['', 'search', 'topics', 'districts', 'open-data', 'about', 'faq', 'legal', 'privacy', 'accessibility'];

story('every fixed page is fine', EVERY_LANGUAGE, async (visitor) => {
  for (const path of FIXED) {
    const answer = await visitor.go(path);
    assert.equal(answer.status(), 200, path);
    await visitor.fine(path === '' ? 'home' : null);
  }
});

story('every kind of record is fine', EVERY_LANGUAGE, async (visitor) => {
  const { page } = visitor;
  await visitor.go('search');
  for (const kind of ['service', 'organization', 'place', 'district']) {
    if (kind === 'district') await visitor.go('districts');
    await visitor.follow(`main a[href*="/${kind}/"]`);
    await visitor.fine(kind === 'service' ? 'sheet' : null);
    if (kind === 'organization') await page.goBack();
  }
});

story('pages that cannot help are fine', LANGUAGES.map((lang) => ({ size: 'phone', lang })), async (visitor) => {
  await visitor.go('search?q=xyzzyqwfpgj&age=8&free=on');
  assert.equal(await visitor.page.locator('main a[href*="/service/"]').count(), 0);
  await visitor.fine();
  await visitor.go('search?age=otto&theme=nothing&district=nowhere');
  assert.ok(await visitor.page.locator('#form-errors a').count(), 'what is wrong is said');
  await visitor.fine();
  await visitor.goExpecting(404, 'service/00000000-0000-7000-8000-000000000000');
  assert.ok(await visitor.page.locator('main a[href]').count(), 'there is a way on');
  assert.ok(await visitor.page.locator('main a[href^="tel:"]').count(), 'and somebody to call');
  await visitor.fine();
});

story('the language menu offers every language', [{ size: 'phone', lang: 'it', script: false }], async (visitor) => {
  const { page } = visitor;
  await visitor.go('topics');
  await page.locator('.lang-menu > summary').click();
  const offered = page.locator('.lang-menu a[hreflang]').filter({ visible: true });
  const hrefs = await offered.evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  assert.deepEqual(hrefs, LANGUAGES.map((lang) => `/${lang}/topics`));
});

story('the shell is the one of a municipal site', [{ size: 'desktop', lang: 'it' }], async (visitor) => {
  await visitor.go();
  for (const part of ['main-navigation', 'all-services', 'legal-notes', 'privacy-policy-link', 'accessibility-link']) {
    assert.ok(await visitor.page.locator(`[data-element="${part}"]`).count(), `the page has ${part}`);
  }
  await visitor.go('search?q=libri');
  assert.ok(await visitor.page.locator('[data-element="breadcrumb"]').count(), 'the page has a breadcrumb');
});

story('one changes language and stays on the same page', [{ size: 'desktop', lang: 'it' }, { size: 'phone', lang: 'it', script: false }], async (visitor) => {
  const { page } = visitor;
  await visitor.go('search?q=nuoto&age=8');
  for (const lang of ['en', 'ar', 'zh', 'es', 'fil', 'it-easy', 'it']) {
    const link = page.locator(`.lang-menu a[href^="/${lang}/"]`).first();
    const href = await link.getAttribute('href');
    assert.ok(href?.startsWith(`/${lang}/search?`), `the link to ${lang} keeps the search: ${href}`);
    await page.goto(new URL(href, page.url()).href);
    visitor.lang = lang;
    assert.equal(visitor.asked('q'), 'nuoto');
    assert.equal(visitor.asked('age'), '8');
    assert.equal(await page.locator('main input[name=q]').first().inputValue(), 'nuoto');
    assert.equal(await page.locator('html').getAttribute('lang'), lang.replace('-', '-x-'));
  }
});
