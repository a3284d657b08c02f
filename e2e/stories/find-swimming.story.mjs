// A family looks for swimming for a child of eight: home, results, sheet, organisation, place. Then for
// something to read that costs nothing.
import { EVERYBODY, assert, story } from '../lib/story.mjs';

const SWIMMING = { it: 'nuoto', en: 'swimming', ar: 'سباحة', zh: '游泳' };
const READING = { it: 'lettura', en: 'reading', ar: 'قراءة' };

story('a family finds swimming for an eight year old', [...EVERYBODY, { size: 'phone', lang: 'zh', script: false }], async (visitor) => {
  const { page, lang } = visitor;
  await visitor.go();
  await visitor.fine('home');

  await page.locator('main input[name=q]').first().fill(SWIMMING[lang]);
  await submit(page, 'main form:has(input[name=q])', /\/search\?/);
  assert.equal(visitor.path(), '/search');
  assert.equal(visitor.asked('q'), SWIMMING[lang]);
  const all = await results(page);
  assert.ok(all.length > 0, 'swimming is found');

  await openFilters(page);
  await page.locator('main select[name=age]').selectOption('8');
  await submit(page, 'main form:has([name=age])', /age=8/);
  assert.equal(visitor.asked('q'), SWIMMING[lang], 'the words stay while filtering');
  assert.equal(visitor.asked('age'), '8');
  const some = await results(page);
  assert.ok(some.length > 0, 'something for a child of eight');
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

story('a family finds something free to read', EVERYBODY, async (visitor) => {
  const { page, lang } = visitor;
  await visitor.go(`search?q=${encodeURIComponent(READING[lang])}&age=8`);
  const all = await results(page);
  await openFilters(page);
  await page.locator('main [name=free]').check();
  await submit(page, 'main form:has([name=free])', /free=/);
  assert.equal(visitor.asked('q'), READING[lang], 'the words stay while filtering');
  assert.equal(visitor.asked('age'), '8', 'so does the age');
  const some = await results(page);
  assert.ok(some.length > 0 && some.length <= all.length, 'something free is found');
  const free = page.locator('#results article:has(.wish-badge-success)');
  assert.equal(await free.count(), some.length, 'each result says that it is free');
  await visitor.fine('free');
  // Taking a filter away leads back to the longer list.
  await visitor.follow('main .chip-row a[href*="/search"]:not([href*="free"])');
  assert.equal(visitor.asked('free'), null);
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
