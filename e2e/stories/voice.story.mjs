// Visitors rate a page and report a mistake: by finger and by keyboard, with and without scripts.
import { assert, story } from '../lib/story.mjs';

const VISITORS = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'desktop', lang: 'en' },
  { size: 'phone', lang: 'ar' },
  { size: 'phone', lang: 'zh', script: false },
];

story('one says how clear a page is', VISITORS, async (visitor) => {
  const { page } = visitor;
  await visitor.go('topics');
  const form = page.locator('[data-element="feedback"] form');
  const shown = (element) => form.locator(`[data-element="${element}"]`).first().isVisible();
  assert.equal(await shown('feedback-rating-negative'), false, 'nothing is asked before the stars');
  await form.locator('[data-element="feedback-rate-2"]').check();
  assert.equal(await shown('feedback-rating-negative'), true, 'few stars ask what was difficult');
  assert.equal(await shown('feedback-rating-positive'), false);
  await visitor.fine('feedback-open');
  await form.locator('[data-element="feedback-rate-5"]').check();
  assert.equal(await shown('feedback-rating-positive'), true, 'many stars ask what was good');
  assert.equal(await shown('feedback-rating-negative'), false);
  await form.locator('input[name="liked"]').first().check();
  await form.locator('[data-element="feedback-input-text"]').fill('☺');
  await Promise.all([page.waitForURL(/\/feedback\//), form.locator('button').click()]);
  await visitor.fine('feedback-thanks');
  assert.ok(await page.locator(`main a[href="/${visitor.lang}/topics"]`).count(), 'the way back');
});

story('stars alone are asked about step by step', VISITORS.slice(0, 4), async (visitor) => {
  const { page } = visitor;
  await visitor.go('districts');
  await page.locator('[data-element="feedback-rate-1"]').check();
  await Promise.all([page.waitForURL(/\/feedback\//), page.locator('.feedback-form button').click()]);
  await visitor.fine('feedback-step-1');
  await page.locator('main input[name="answer"]').nth(1).check();
  await page.locator('main form button').first().click();
  await page.locator('main textarea[name="text"]').waitFor();
  await visitor.fine('feedback-step-2');
  await page.locator('main button[name="skip"]').click();
  await page.locator('main [role="status"]').waitFor();
  await visitor.fine();
});

story('one reports a mistake and gets a number', VISITORS, async (visitor) => {
  const { page } = visitor;
  await visitor.go('search');
  await visitor.follow('main a[href*="/service/"]');
  await visitor.follow('main a[href$="/report"]');
  await visitor.fine('report');
  visitor.expected.push(422);
  await page.locator('main input[name="mail"]').fill('nobody');
  await page.locator('main form button').click();
  await page.locator('#form-errors').waitFor();
  visitor.errors = visitor.errors.filter((e) => !e.includes('422'));
  assert.equal(await page.locator('main input[name="mail"]').inputValue(), 'nobody', 'what was written stays');
  await visitor.fine('report-wrong');
  await page.locator('main input[name="what"][value="closed"]').check();
  await page.locator('main input[name="mail"]').fill('');
  await Promise.all([page.waitForURL(/\/report\/[0-9A-Z]{12}/), page.locator('main form button').click()]);
  assert.match(await page.locator('main').innerText(), /[0-9٠-٩]+/, 'a number is given');
  await visitor.fine('report-receipt');
});
