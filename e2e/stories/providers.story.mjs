// Organisations: one is admitted, one changes a price and an officer approves it.
import { BASE } from '../lib/browser.mjs';
import { LANGUAGES, assert, story } from '../lib/story.mjs';
import { be, press, refused } from '../lib/town.mjs';

const ALL = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];

const PDF = Buffer.from('%PDF-1.7\nnothing in it\n%%EOF\n');

/** A fiscal code of an organisation nobody had before, with its check digit. */
function fiscalCode() {
  const digits = String(Math.floor(Math.random() * 1e10)).padStart(10, '0').split('').map(Number);
  const sum = digits.reduce((all, d, n) => all + (n % 2 === 0 ? d : d * 2 > 9 ? d * 2 - 9 : d * 2), 0);
  return digits.join('') + ((10 - (sum % 10)) % 10);
}

const NEXT = 'main button[name="then"][value="next"]';

story('an association is admitted after a question', ALL, async (visitor) => {
  const { page } = visitor;
  await be(visitor, 'family');
  await visitor.follow('main a[href$="/provider"]');
  await visitor.fine('provider-mine');
  await press(visitor, 'form[action$="/provider/begin"] button', /\/steps\/about$/);
  const base = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '').replace('/steps/about', '');
  await visitor.fine('provider-about');
  const name = `Amici della Prova ${Date.now() % 100000}`;
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="fiscal_code"]').fill('123');
  await refused(visitor, 422, async () => {
    await page.locator(NEXT).click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('provider-about-wrong');
  assert.equal(await page.locator('input[name="name"]').inputValue(), name);
  await page.locator('input[name="nature"][value="third_sector"]').check();
  await page.locator('input[name="legal_form"]').fill('Associazione');
  await page.locator('input[name="fiscal_code"]').fill(fiscalCode());
  await press(visitor, NEXT, /\/steps\/contacts$/);
  // A draft is kept at any time and found again.
  await page.locator('input[name="street"]').fill('Via dell’Esempio 2');
  await press(visitor, 'main button[name="then"][value="keep"]', /\/provider\/cases\/[0-9a-f-]{36}$/);
  await visitor.fine('provider-case-draft');
  await visitor.go(`${base}/steps/contacts`);
  assert.equal(await page.locator('input[name="street"]').inputValue(), 'Via dell’Esempio 2');
  await page.locator('input[name="postal_code"]').fill('20100');
  await page.locator('input[name="town"]').fill('Milano');
  await page.locator('input[name="mail"]').fill('info@prova.example');
  await page.locator('input[name="represented_by"]').fill('Nora Neri');
  await page.locator('input[name="represented_as"]').fill('presidente');
  await visitor.fine('provider-contacts');
  await press(visitor, NEXT, /\/steps\/checklist$/);
  await visitor.fine('provider-checklist-empty');
  // A page is no document.
  const items = await page.locator('select[name="item"] option').evaluateAll((all) => all.map((o) => o.value).filter(Boolean));
  await page.locator('select[name="item"]').selectOption(items[0]);
  await page.locator('input[name="issued"]').fill('2026-01-02');
  await page.locator('input[name="file"]').setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html>') });
  await refused(visitor, 422, async () => {
    await page.locator('form[enctype] button').click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('provider-document-wrong');
  const today = new Date().toISOString().slice(0, 10);
  for (const item of items) {
    await page.locator('select[name="item"]').selectOption(item);
    await page.locator('input[name="issued"]').fill(today);
    await page.locator('input[name="expires"]').fill(`${Number(today.slice(0, 4)) + 1}${today.slice(4)}`);
    await page.locator('input[name="file"]').setInputFiles({ name: 'x.exe', mimeType: 'text/html', buffer: PDF });
    await Promise.all([page.waitForResponse((r) => r.url().endsWith('/steps/checklist')), page.locator('form[enctype] button').click()]);
    await page.waitForLoadState();
  }
  const paper = await page.locator('main a[download]').first().getAttribute('href');
  const given = await page.request.get(BASE + paper);
  assert.match(given.headers()['content-disposition'], /^attachment/);
  assert.equal(given.headers()['content-type'], 'application/octet-stream');
  for (const box of await page.locator('input[name="declared"]').all()) await box.check();
  await visitor.fine('provider-checklist');
  await press(visitor, NEXT, /\/send$/);
  await visitor.fine('provider-summary');
  await press(visitor, `main form[action$="/send"] button`, /\/provider\/cases\/[0-9a-f-]{36}$/);
  await visitor.fine('provider-case-sent');

  await be(visitor, 'moderator');
  await visitor.go('staff');
  await visitor.follow('main a[href$="/staff/admissions"]');
  await visitor.fine('staff-admissions');
  const link = page.locator('#waiting ~ ul a', { hasText: name });
  await Promise.all([page.waitForURL(/\/staff\/admissions\/[0-9a-f-]{36}$/), link.click()]);
  const desk = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  await visitor.fine('staff-admission');
  await refused(visitor, 422, async () => {
    await page.locator('button[value="admit"]').click();
    await page.locator('#form-errors').waitFor();
  });
  await page.locator('textarea[name="note"]').fill('Quanti volontari siete?');
  await page.locator('button[value="ask"]').click();
  await page.locator('button[value="ask"]').waitFor({ state: 'detached' });

  await be(visitor, 'family');
  await visitor.go(base);
  assert.match(await page.locator('main').innerText(), /Quanti volontari siete/);
  await visitor.fine('provider-case-asked');
  await visitor.go(`${base}/send`);
  await page.locator('textarea[name="note"]').fill('Dodici.');
  await press(visitor, `main form[action$="/send"] button`, /\/provider\/cases\/[0-9a-f-]{36}$/);

  await be(visitor, 'moderator');
  await visitor.go(desk);
  assert.match(await page.locator('main').innerText(), /Dodici/);
  await page.locator('textarea[name="note"]').fill('Tutto in ordine.');
  await page.locator('button[value="admit"]').click();
  await page.locator('button[value="suspend"]').waitFor();
  await visitor.fine('staff-admission-admitted');

  await be(visitor, 'family');
  await visitor.go(base);
  await visitor.fine('provider-case-admitted');
  await visitor.follow('main a[href*="/provider/org/"]');
  await visitor.fine('provider-area-empty');
  const area = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  await visitor.go(`${area}/claim?q=scuola`);
  await visitor.fine('provider-claim');
  await visitor.go(`${area}/people`);
  await page.locator('form[action$="/people"] button').last().click();
  await page.locator('.square-code').waitFor();
  await visitor.fine('provider-people');
  const join = await page.locator('.code-line a').getAttribute('href');
  await be(visitor, 'newcomer');
  await page.goto(BASE + new URL(join, BASE).pathname);
  await visitor.fine('provider-join');
  await press(visitor, 'form[action*="/provider/join/"] button', /\/provider\/org\/[0-9a-f-]{36}$/);
  await visitor.fine('provider-operator');
  await refused(visitor, 403, () => visitor.goExpecting(403, `${area}/people`));
});

story('a price changes and an officer approves it', ALL, async (visitor) => {
  const { page } = visitor;
  await be(visitor, 'association');
  await visitor.go('provider');
  await visitor.follow('main .people-list a');
  await visitor.fine('provider-area');
  const area = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  // Other stories change the first and the last service at the same time: this one has the second for itself.
  const services = page.locator('#records ~ ul > li').filter({ has: page.locator('input[name="kind"][value="service"]') });
  await Promise.all([page.waitForURL(/\/edit\/service\//), services.nth(1).locator('form[action$="/begin"]:not(:has(input[name="part"])) button').first().click()]);
  const edit = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  await visitor.fine('provider-edit');
  await visitor.go(`${edit}/price`);
  await page.locator('input[name="price-0-amount"]').fill('dodici');
  await refused(visitor, 422, async () => {
    await page.locator('button[value="preview"]').click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('provider-edit-wrong');
  const price = String(20 + Math.floor(Math.random() * 70));
  await page.locator('input[name="price-0-amount"]').fill(price);
  await press(visitor, '.buttons button[value="next"]', /\/join$/);
  await visitor.go(edit);
  await page.locator('textarea[name="alert"]').fill(`Lunedì siamo chiusi (${price})`);
  await press(visitor, 'button[value="preview"]', /\/preview\//);
  await visitor.fine('provider-preview');
  assert.ok(await page.locator('#now').count(), 'the notice goes out at once');
  assert.ok(await page.locator('#waits').count(), 'the price waits');
  await press(visitor, 'form[action*="/send/"] button', /sent=yes$/);
  await visitor.fine('provider-area-sent');

  await be(visitor, 'moderator');
  await visitor.go('staff/changes');
  await visitor.fine('staff-changes');
  for (const link of await page.locator('main .line-list a').evaluateAll((all) => all.map((a) => a.href))) {
    await page.goto(link);
    if ((await page.locator('.after').allInnerTexts()).join(' ').includes(price)) break;
  }
  assert.match(await page.locator('.after').allInnerTexts().then((all) => all.join(' ')), new RegExp(price));
  await visitor.fine('staff-change');
  await press(visitor, 'button[value="yes"]', /\/staff\/changes$/);
  await visitor.go('staff/imports');
  await visitor.fine('staff-imports');
  await visitor.follow('main tbody a');
  await visitor.fine('staff-import');

  await be(visitor, 'association');
  await visitor.go('my/messages');
  await visitor.fine('provider-told');
  let state = '';
  for (let tries = 0; tries < 30 && !state; tries++) {
    await visitor.go(area);
    state = (await page.locator('main .badge-success, main .wish-badge-success').count()) > 1 ? 'published' : '';
    if (!state) await page.waitForTimeout(1000);
  }
  assert.equal(state, 'published');
});

story('the pages of organisations are complete in each language', LANGUAGES.map((lang) => ({ size: 'phone', lang })), async (visitor) => {
  await be(visitor, 'association');
  for (const path of ['provider']) {
    await visitor.go(path);
    await visitor.fine(`${path}-complete`);
  }
  await visitor.follow('main .people-list a');
  await visitor.fine('provider-area-complete');
  await be(visitor, 'moderator');
  for (const path of ['staff/admissions', 'staff/changes', 'staff/duplicates', 'staff/imports']) {
    await visitor.go(path);
    await visitor.fine(`${path.replaceAll('/', '-')}-complete`);
  }
});
