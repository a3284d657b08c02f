// A wrong telephone number: a visitor reports it on a phone, in Arabic and without scripts; the
// organisation mends it, an officer answers, and the visitor reads the answer with the receipt.
import { BASE } from '../lib/browser.mjs';
import { LANGUAGES, assert, story } from '../lib/story.mjs';
import { be, press, refused } from '../lib/town.mjs';

const without = (visitor) => new URL(visitor.page.url()).pathname.replace(/^\/[^/]+\//, '');

const WHO = [
  { size: 'phone', lang: 'ar', script: false },
  { size: 'phone', lang: 'it' },
  { size: 'desktop', lang: 'en' },
];

story('a wrong number is reported, mended and answered', WHO, async (visitor) => {
  const { page } = visitor;
  // Which page it is about: one of the association's.
  await be(visitor, 'association');
  await visitor.go('provider');
  await visitor.follow('main .people-list a');
  const area = without(visitor);
  const service = await page.locator('#records ~ ul h3 a[href*="/service/"]').first().getAttribute('href');
  const record = service.split('/').pop();
  await page.context().clearCookies();

  // Somebody without an account.
  await visitor.go(`service/${record}`);
  await visitor.follow('main a[href$="/report"]');
  await page.locator('input[name="what"][value="contacts"]').check();
  await page.locator('textarea[name="text"]').fill('رقم الهاتف خطأ، لا أحد يرد. اتصلوا بي: 333 1234567');
  await page.locator('input[name="mail"]').fill('amina@example.org');
  await page.locator('input[name="consent"]').check();
  await visitor.fine('feedback-report');
  await press(visitor, 'main form:has(textarea) button[type="submit"]', /\/report\/[0-9A-Z]{12}/);
  await visitor.fine('feedback-receipt');
  const receipt = without(visitor);
  const code = await page.locator('main .callout bdi').innerText();
  assert.match(code, /^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

  // The code typed by hand leads to the same page; a wrong one is told at its field.
  await visitor.go('receipt');
  await visitor.fine('feedback-find');
  await page.locator('input[name="receipt"]').fill('0000 0000 0000');
  await refused(visitor, 422, async () => {
    await page.locator('main form button[type="submit"]').click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('feedback-find-wrong');
  assert.equal(await page.locator('input[name="receipt"]').inputValue(), '0000 0000 0000');
  await page.locator('input[name="receipt"]').fill(code.toLowerCase().replaceAll('-', ' '));
  await press(visitor, 'main form button[type="submit"]', new RegExp(`${receipt}$`));

  // The organisation sees it without who wrote it, and mends its page.
  await be(visitor, 'association');
  await visitor.go(area);
  await visitor.follow('main a[href$="/reports"]');
  await visitor.fine('provider-reports');
  await Promise.all([page.waitForURL(/\/reports\/\d+$/), page.locator('main .line-list a').first().click()]);
  await visitor.fine('provider-report');
  const theirs = without(visitor);
  const number = theirs.split('/').pop();
  const seen = await page.locator('main').innerText();
  assert.ok(seen.includes('رقم الهاتف خطأ'));
  assert.ok(!seen.includes('1234567') && !seen.includes('amina@'), 'who wrote it stays unknown');
  await press(visitor, 'main form[action$="/begin"] button', /\/edit\/service\//);
  // The telephone stands in the part of the guide about getting in touch.
  await visitor.go(`${without(visitor).replace(/(\/edit\/service\/[0-9a-f-]{36}).*/, '$1')}/join`);
  const phone = `02 ${String(1000000 + Math.floor(Math.random() * 8999999))}`;
  await page.locator('input[name="phone"]').fill(phone);
  await press(visitor, 'button[value="preview"]', /\/preview\//);
  await press(visitor, 'form[action*="/send/"] button', /sent=yes$/);

  // The change waits for a moderator; once it is published the report tells what was mended.
  await be(visitor, 'moderator');
  await visitor.go('staff/changes');
  for (const link of await page.locator('main .line-list a').evaluateAll((all) => all.map((a) => a.href))) {
    await page.goto(link);
    if ((await page.locator('.after').allInnerTexts()).join(' ').includes(phone)) break;
  }
  await press(visitor, 'button[value="yes"]', /\/staff\/changes$/);
  await visitor.go('staff');
  await visitor.follow('main a[href$="/staff/reports"]');
  await visitor.fine('staff-reports');
  const change = 'main a[href*="/staff/changes/"]';
  for (let tries = 0; tries < 40; tries++) {
    await visitor.go(`staff/reports/${number}`);
    if (await page.locator(change).count()) break;
    await page.waitForTimeout(500);
  }
  assert.ok(await page.locator(change).count(), 'what was mended is told');
  await page.locator('button[value="take"]').click();
  await page.locator('button[value="release"]').waitFor();
  await visitor.fine('staff-report');
  // Without a reason nothing is closed; what was typed stays.
  await page.locator('textarea[name="words"]').last().fill('تم تصحيح رقم الهاتف، شكرًا لكم.');
  await refused(visitor, 422, async () => {
    await page.locator('button[value="close"]').click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('staff-report-wrong');
  assert.match(await page.locator('textarea[name="words"]').last().inputValue(), /رقم الهاتف/);
  await page.locator('button[value="answer"]').click();
  await page.locator('button[value="reopen"]').waitFor();
  await visitor.fine('staff-report-answered');

  // The visitor reads it by the link of the receipt.
  await page.context().clearCookies();
  await page.goto(`${BASE}/${visitor.lang}/${receipt}`);
  const told = await page.locator('main').innerText();
  assert.ok(told.includes('تم تصحيح رقم الهاتف'), told);
  await visitor.fine('feedback-answered');
  await visitor.follow('main a[href*="/service/"]');
  assert.ok((await page.locator('main').innerText()).replaceAll(/\D/g, '').includes(phone.replaceAll(/\D/g, '')));

  // And everybody reads that it has changed, without the numbers.
  await visitor.go('changes');
  await visitor.fine('changes');
  assert.ok(!(await page.locator('main').innerText()).includes(phone), 'numbers are not told');
  await refused(visitor, 422, async () => visitor.goExpecting(422, 'changes?from=31.12.2026'));
  await visitor.fine('changes-wrong');
});

story('reports and changes are complete in each language', LANGUAGES.map((lang) => ({ size: 'phone', lang })), async (visitor) => {
  for (const path of ['receipt', 'changes']) {
    await visitor.go(path);
    await visitor.fine(`${path}-complete`);
  }
  await be(visitor, 'moderator');
  await visitor.go('staff/reports');
  await visitor.fine('staff-reports-complete');
});
