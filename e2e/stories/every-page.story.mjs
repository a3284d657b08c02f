// Each public page in every language and width: accessible, nothing from elsewhere, no sideways
// scrolling, and its parts named as the national checker of municipal sites expects.
import { EVERY_SIZE_AND_LANGUAGE, assert, story } from '../lib/story.mjs';

const FIXED = ['', 'search', 'topics', 'districts'];

story('every page is fine', EVERY_SIZE_AND_LANGUAGE, async (visitor) => {
  const { page } = visitor;
  for (const path of FIXED) {
    const answer = await visitor.go(path);
    assert.equal(answer.status(), 200, path);
    await visitor.fine();
  }
  await visitor.go('search');
  for (const kind of ['service', 'organization', 'place', 'district']) {
    if (kind === 'district') await visitor.go('districts');
    await visitor.follow(`main a[href*="/${kind}/"]`);
    await visitor.fine();
    if (kind === 'organization') await page.goBack();
  }
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
  for (const lang of ['en', 'ar', 'it']) {
    const link = page.locator(`a[hreflang="${lang}"]`).first();
    const href = await link.getAttribute('href');
    assert.ok(href?.startsWith(`/${lang}/search?`), `the link to ${lang} keeps the search: ${href}`);
    await page.goto(new URL(href, page.url()).href);
    visitor.lang = lang;
    assert.equal(visitor.asked('q'), 'nuoto');
    assert.equal(visitor.asked('age'), '8');
    await visitor.fine();
  }
});

story('an address that leads nowhere says so kindly', [{ size: 'phone', lang: 'it' }, { size: 'phone', lang: 'ar' }], async (visitor) => {
  await visitor.goExpecting(404, 'service/00000000-0000-7000-8000-000000000000');
  await visitor.fine('not-found');
  assert.ok(await visitor.page.locator('main a[href]').count(), 'there is a way on');
});
