// Without a mouse: past the header by the skip link, to the first result, with the focus in sight.
import { assert, story } from '../lib/story.mjs';

const VISITORS = [
  { size: 'desktop', lang: 'it' },
  { size: 'desktop', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
];
const STEPS = 40; // more tabs than the filters of the results page need

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
