// The city's office: one plans a fund and prepares a grant, another approves it; every page of vouchers and
// payments is looked at by whoever may come to it.
import { assert, story } from '../lib/story.mjs';
import { be, press } from '../lib/town.mjs';

const ALL = [
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];

const FUND = /\/staff\/funds\/[0-9a-f-]{36}$/;

story('a grant is prepared by one and approved by another', ALL, async (visitor) => {
  const { page } = visitor;
  await be(visitor, 'fund');
  await visitor.go('staff');
  await visitor.fine('office-tiles');
  await visitor.go('staff/funds');
  await visitor.fine('office-funds');
  await page.locator('main form[action$="/staff/funds"] input[name="name"]').fill(`Fondo di prova ${Date.now() % 100000}`);
  await press(visitor, 'main form[action$="/staff/funds"] button', FUND);
  const fund = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  await page.locator('form[action$="/grants"] input[name="amount"]').fill('1e3');
  await page.locator('form[action$="/grants"] input[name="document"]').fill('DD 12/2026');
  visitor.expected.push(422);
  await page.locator('form[action$="/grants"] button').click();
  await page.locator('#form-errors').waitFor();
  visitor.errors = visitor.errors.filter((e) => !e.includes('422'));
  await visitor.fine('office-grant-wrong');
  await page.locator('form[action$="/grants"] input[name="amount"]').fill('1000');
  await page.locator('form[action$="/grants"] input[name="document"]').fill('DD 12/2026');
  await press(visitor, 'form[action$="/grants"] button', FUND);
  await visitor.fine('office-grant-waits');
  assert.equal(await page.locator('form[action*="/grants/"]').count(), 0, 'nobody approves what they prepared');
  await be(visitor, 'approver');
  await visitor.go(fund);
  await press(visitor, 'form[action*="/grants/"] button', FUND);
  await visitor.fine('office-fund');
  assert.match(await page.locator('main').innerText(), /1[.,٬]?000|١٬?٠٠٠/);
});

story('every desk of the office has its pages', ALL, async (visitor) => {
  await be(visitor, 'fund');
  for (const [path, name] of [
    ['staff/calls', 'calls'],
    ['staff/vouchers', 'vouchers'],
    ['staff/incidents', 'incidents'],
  ]) {
    await visitor.go(path);
    await visitor.fine(`office-${name}`);
  }
  await visitor.go('staff/calls');
  await visitor.page.locator('main table a').first().click();
  await visitor.page.waitForURL(/\/staff\/calls\/[0-9a-f-]{36}$/);
  await visitor.fine('office-call');
  await be(visitor, 'finance');
  await visitor.go('staff/payments');
  await visitor.fine('office-payments');
  await visitor.go('staff/bank');
  await visitor.fine('office-bank');
  await be(visitor, 'treasurer');
  await visitor.go('staff/payments');
  await visitor.fine('office-payments-approver');
});
