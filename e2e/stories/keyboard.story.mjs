// Without a mouse: past the header by the skip link, to the first result, with the focus in sight.
import { assert, story } from '../lib/story.mjs';

const VISITORS = [
  { size: 'desktop', lang: 'it' },
  { size: 'desktop', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
];
const STEPS = 40; // more tabs than the filters of the results page need
const FURTHEST = 150; // and than a whole page needs up to its results

story('the keyboard reaches the first result by the skip link', VISITORS, async (visitor) => {
  const { page } = visitor;
  await visitor.go('search');
  await page.keyboard.press('Tab');
  const skip = await visitor.focused();
  assert.equal(skip.tag, 'a', 'the first stop is a link');
  assert.match(skip.href ?? '', /^#/, 'it leads inside the page');
  assert.ok(skip.onScreen, 'it shows itself when it has the focus');
  await page.keyboard.press('Enter');

  for (let step = 0; step < STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const now = await visitor.focused();
    assert.ok(now.inMain, `the header is behind us, but the focus is on ${JSON.stringify(now)}`);
    assert.ok(now.marked, `one sees where the focus is: ${JSON.stringify(now)}`);
    if (now.href?.includes('/service/')) {
      await Promise.all([page.waitForURL(/\/service\//), page.keyboard.press('Enter')]);
      return;
    }
  }
  assert.fail(`no result within ${STEPS} tabs`);
});

story('the keyboard alone chooses a language, filters and a result', [{ size: 'desktop', lang: 'it' }, { size: 'desktop', lang: 'it', script: false }], async (visitor) => {
  const { page } = visitor;
  await visitor.go('search');
  await tabTo(page, (e) => e.matches('.lang-menu > summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, (e) => e.matches('.lang-menu a[hreflang=en]'));
  await Promise.all([page.waitForURL(/\/en\/search/), page.keyboard.press('Enter')]);
  visitor.lang = 'en';

  await tabTo(page, (e) => e.matches('main [name=age]'));
  await page.keyboard.type('8');
  await tabTo(page, (e) => e.matches('main [name=free]'));
  await page.keyboard.press('Space');
  await tabTo(page, (e) => e.matches('main form:has([name=age]) [type=submit]'));
  await Promise.all([page.waitForURL(/free=on/), page.keyboard.press('Enter')]);
  assert.equal(visitor.asked('age'), '8');
  await visitor.fine();

  await tabTo(page, (e) => e.matches('#results a[href*="/service/"]'));
  await Promise.all([page.waitForURL(/\/service\//), page.keyboard.press('Enter')]);
});

/** Presses Tab until what is looked for has the focus; every stop on the way must be seen. */
async function tabTo(page, wanted) {
  for (let step = 0; step < FURTHEST; step += 1) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate(`(() => {
      const e = document.activeElement;
      const box = e.getBoundingClientRect();
      return { there: (${wanted})(e), what: e.outerHTML.slice(0, 120), seen: box.width > 0 && box.height > 0 };
    })()`);
    assert.ok(now.seen, `the focus is never out of sight: ${now.what}`);
    if (now.there) return;
  }
  assert.fail(`${wanted} is not reached within ${FURTHEST} tabs`);
}
