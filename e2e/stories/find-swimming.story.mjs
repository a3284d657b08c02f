// A family looks for free swimming for a child of eight: home, results, sheet, organisation, place.
import { EVERYBODY, assert, story } from '../lib/story.mjs';

const WORDS = { it: 'nuoto', en: 'swimming', ar: 'سباحة' };

story('a family finds free swimming for an eight year old', EVERYBODY, async (visitor) => {
  const { page, lang } = visitor;
  await visitor.go();
  await visitor.fine('home');

  await page.locator('main input[name=q]').first().fill(WORDS[lang]);
  await submit(page, 'main form:has(input[name=q])', /\/search\?/);
  assert.equal(visitor.path(), '/search');
  assert.equal(visitor.asked('q'), WORDS[lang]);
  const all = await results(page);
  assert.ok(all.length > 0, 'swimming is found');

  await openFilters(page);
  await page.locator('main select[name=age]').selectOption('8');
  await page.locator('main [name=free]').check();
  await submit(page, 'main form:has([name=age])', /age=8/);
  assert.equal(visitor.asked('q'), WORDS[lang], 'the words stay while filtering');
  assert.equal(visitor.asked('age'), '8');
  assert.ok(visitor.asked('free'), 'free is asked for');
  const some = await results(page);
  assert.ok(some.length > 0, 'something free for a child of eight');
  assert.ok(some.length <= all.length, 'filters never find more');
  await visitor.fine('results');

  const name = some[0].name;
  await visitor.follow('main a[href*="/service/"]');
  const title = page.locator('[data-element="service-title"]');
  assert.equal(clean(await title.first().innerText()), name, 'the sheet is the one chosen');
  for (const part of ['service-description', 'service-status', 'service-addressed']) {
    assert.ok(await page.locator(`[data-element="${part}"]`).count(), `the sheet has ${part}`);
  }
  await visitor.fine('sheet');
  const sheet = page.url();

  await visitor.follow('main a[href*="/organization/"]');
  assert.ok(await page.locator('main a[href*="/service/"]').count(), 'the organisation shows what it offers');
  await visitor.fine('organization');

  await page.goto(sheet);
  await visitor.follow('main a[href*="/place/"]');
  assert.ok(await page.locator('main a[href*="/service/"]').count(), 'the place shows what happens there');
  await visitor.fine('place');
});

/** The results on this page. */
async function results(page) {
  const found = [];
  for (const link of await page.locator('main a[href*="/service/"]').all()) {
    const name = clean(await link.innerText());
    if (name) found.push({ name, href: await link.getAttribute('href') });
  }
  return found;
}

/** On narrow screens the filters are folded. */
async function openFilters(page) {
  if (!(await page.locator('main select[name=age]').isVisible())) {
    await page.locator('main details.panel-toggle > summary').click();
  }
}

async function submit(page, form, address) {
  const button = page.locator(`${form} [type=submit]`).first();
  await Promise.all([page.waitForURL(address), button.click()]);
}

function clean(text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}
