// The question this site is for, asked by somebody who has never seen it: a phone, no JavaScript, no
// help. "Something free on Tuesday afternoons for my child of eight, near our district." From the home
// page to the telephone number, in four languages.
import { assert, story } from '../lib/story.mjs';

const VISITORS = ['it', 'en', 'ar', 'zh'].map((lang) => ({ size: 'phone', lang, script: false }));
const TUESDAY = { it: /martedì|mar\b/, en: /Tuesday|Tue\b/, ar: /ثلاثاء/, zh: /星期二|周二/ };
const FREE = { it: 'gratis', en: 'free', ar: 'مجاني', zh: '免费' };
const AGE = 8;

story('a free Tuesday afternoon for an eight year old, near home', VISITORS, async (visitor) => {
  const { page, lang } = visitor;
  await visitor.go();
  await choose(page, 'age', String(AGE));
  await send(page);
  assert.equal(visitor.path(), '/search');
  assert.equal(visitor.asked('age'), String(AGE), 'what was chosen at home stays');
  const before = await count(page);

  await open(page, '[name=near]');
  const home = await nearby(page);
  await choose(page, 'near', home.value);
  await choose(page, 'when', 'TU-afternoon');
  await choose(page, 'free', 'on');
  await send(page);
  assert.equal(visitor.asked('age'), String(AGE), 'the age stays');
  assert.equal(visitor.asked('near'), home.value);
  assert.equal(visitor.asked('free'), 'on');
  const found = await count(page);
  assert.ok(found > 0, `something is free on Tuesday afternoons near ${home.name}`);
  assert.ok(found < before, 'and it is a choice, not everything');
  await visitor.fine('tuesday-results');

  // Every card says that it is free and for this age.
  const cards = page.locator('#results .result-list').first().locator('article');
  for (const card of await cards.all()) {
    const says = await card.innerText();
    assert.ok(says.includes(FREE[lang]), `free is said: ${says}`);
  }
  // One that names the day is opened, as a family would.
  const named = cards.filter({ hasText: TUESDAY[lang] });
  assert.ok(await named.count(), 'a card names Tuesday');
  const link = named.first().locator('a[href*="/service/"]').first();
  const name = clean(await link.innerText());
  await Promise.all([page.waitForURL(/\/service\//), link.click()]);

  assert.equal(clean(await page.locator('[data-element="service-title"]').innerText()), name);
  const ages = await page.locator('[data-element="service-addressed"]').innerText();
  assert.ok(welcome(ages), `an eight year old is welcome: ${ages}`);
  const times = await page.locator('[data-element="service-calendar-text"]').innerText();
  assert.match(times, TUESDAY[lang], 'the sheet says Tuesday');
  assert.match(times, /\b1[3-8][:.]\d\d/, 'and an hour of the afternoon');
  assert.ok((await page.locator('[data-element="service-cost"]').innerText()).includes(FREE[lang]), 'it costs nothing');
  assert.ok(await page.locator('#where a[href*="/place/"]').count(), 'the place is named');
  assert.ok(await page.locator('main a[href^="tel:"], main a[href^="mailto:"], main a[rel~="external"]').count(), 'one can ask');
  await visitor.fine('tuesday-sheet');
});

/** A district of the form that is far from the edge: the one in the middle of the list. */
async function nearby(page) {
  const options = await page
    .locator('main select[name=near] option[value^="district:"]')
    .evaluateAll((all) => all.map((o) => ({ value: o.value, name: o.textContent.trim() })));
  assert.ok(options.length > 5, 'districts can be chosen');
  return options.find((o) => o.name === 'Dergano') ?? options[Math.floor(options.length / 2)];
}

/** Sets a control of the form by its name, whatever kind it is. */
async function choose(page, name, value) {
  await open(page, `[name="${name}"]`);
  const list = page.locator(`main select[name="${name}"]`);
  if (await list.count()) {
    await list.first().selectOption(value);
    return;
  }
  const box = page.locator(`main input[name="${name}"][value="${value}"]`).first();
  await open(page, `[name="${name}"][value="${value}"]`);
  await box.check();
}

/** Opens whatever is folded around a control. */
async function open(page, control) {
  const field = page.locator(`main ${control}`).first();
  await field.waitFor({ state: 'attached' });
  if (await field.isVisible()) return;
  const filters = page.locator('main details.panel-toggle:not([open]) > summary').first();
  if (await filters.isVisible()) await filters.click();
  if (await field.isVisible()) return;
  const folded = page.locator('main details:not([open])', { has: page.locator(control) });
  for (let depth = 0; depth < 3 && (await folded.count()); depth += 1) {
    await folded.first().locator('> summary').click();
  }
  assert.ok(await field.isVisible(), `${control} can be reached`);
}

async function send(page) {
  const button = page.locator('main form:has([name=age]) [type=submit]').filter({ visible: true }).first();
  await Promise.all([page.waitForURL(/\/search\?/), button.click()]);
}

/** How many results the page says there are. */
async function count(page) {
  const digits = (await page.locator('.results-count').innerText()).replaceAll(/[.,]/g, '').match(/\d+/);
  return digits ? Number(digits[0]) : 0;
}

/** Whether the age lies in the first span of ages that is written. */
function welcome(text) {
  const [from, to] = (text.match(/\d+/g) ?? []).map(Number);
  return from === undefined || (to === undefined ? from <= AGE : from <= AGE && AGE <= to);
}

function clean(text) {
  return text.replaceAll(/\s+/g, ' ').trim();
}
