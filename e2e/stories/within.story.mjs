// A family that has a voucher searches for what it pays, from its wallet and from the search itself; the page of
// an activity says what remains to be paid. Who has not come in sees nothing of it.
import { assert, story } from '../lib/story.mjs';

const ALL = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];

/** Comes in as the young person of the demo, who has a voucher of their own that no other story spends. */
async function comeIn(visitor) {
  await visitor.go('sign-in/demo');
  const form = visitor.page.locator('main form').filter({ has: visitor.page.locator('input[value="young"]') });
  await Promise.all([visitor.page.waitForURL(/\/my$/), form.locator('button').click()]);
}

story('what a voucher pays is found, and told beside the price', ALL, async (visitor) => {
  const { page } = visitor;
  // Who has not come in is led to the door, and back to the question.
  await visitor.go('search?voucher=any');
  await visitor.fine('within-visitor');
  assert.equal(await page.locator('select[name="voucher"]').count(), 0);
  const door = await page.locator('#results a[href*="/sign-in?to="]').getAttribute('href');
  assert.match(decodeURIComponent(door), /to=\/search\?voucher=any$/);

  await comeIn(visitor);
  await visitor.follow('main a[href$="/my/vouchers"]');
  await visitor.follow('main h2 a');
  await visitor.follow('#pays ~ p a[href*="/search?voucher="]');
  await visitor.fine('within-found');
  const chosen = await page.locator('select[name="voucher"]').inputValue();
  assert.ok(page.url().endsWith(`voucher=${chosen}`), page.url());
  const found = page.locator('.result-list > li');
  assert.ok(await found.count(), 'something is found');
  assert.match(await page.locator('#results .chip-row').first().innerText(), /Nadia/);

  // The first of them: nothing remains of the price that the voucher pays whole.
  await visitor.follow('.result-list > li h3 a');
  await visitor.fine('within-sheet');
  const box = page.locator('main .callout').filter({ has: page.locator('a[href*="/my/vouchers/"]') });
  assert.match(await box.innerText(), /Nadia/);
  const sheet = page.url();

  // Without the filter there is more; a voucher that is nobody's is told and left out.
  await visitor.go('search?voucher=01900000-0000-7000-8000-000000000000&free=on');
  await visitor.fine('within-other');
  assert.equal(await page.locator('select[name="voucher"]').inputValue(), '');
  assert.ok(await page.locator('#results .callout').count());

  // The next who sits at this computer sees nothing of it.
  await page.context().clearCookies();
  await page.goto(sheet);
  assert.equal(await box.count(), 0);
  assert.ok(!(await page.content()).includes('Nadia'));
});
