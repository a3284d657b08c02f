// What is wrong in the search form is said beside the field and on top, in the visitor's language.
import { assert, story } from '../lib/story.mjs';

const VISITORS = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'desktop', lang: 'en' },
  { size: 'phone', lang: 'ar' },
  { size: 'phone', lang: 'zh' },
];

story('an age that is no age is explained', VISITORS, async (visitor) => {
  await visitor.go('search?q=libri&age=otto');
  await explained(visitor, 'age');
  const words = visitor.page.locator('main input[name=q]').first();
  assert.equal(await words.inputValue(), 'libri', 'what was right stays');
  await visitor.fine('wrong-age');
});

story('an age beyond childhood is explained', VISITORS.slice(0, 1), async (visitor) => {
  await visitor.go('search?age=-3');
  await explained(visitor, 'age');
});

story('a theme and a district that do not exist are explained', VISITORS.slice(0, 1), async (visitor) => {
  await visitor.go('search?theme=no-such-theme');
  await explained(visitor, 'theme');
  await visitor.go('search?district=no-such-district');
  await explained(visitor, 'district');
});

story('odd words find nothing and break nothing', VISITORS.slice(0, 2), async (visitor) => {
  const odd = ['"', '***', 'AND OR NOT', '(((', 'a:b:c', '<script>alert(1)</script>', '🏊🏊', 'x'.repeat(3000), '%00', "' OR 1=1 --"];
  for (const words of odd) {
    const answer = await visitor.go(`search?q=${encodeURIComponent(words)}`);
    assert.equal(answer.status(), 200, words.slice(0, 20));
    assert.equal(await visitor.page.locator('h1').count(), 1);
  }
  await visitor.go('search?q=xyzzyqwfpgj');
  assert.equal(await visitor.page.locator('main a[href*="/service/"]').count(), 0);
  assert.ok(await visitor.page.locator('main a[href*="/search"]').count(), 'there is a way on');
  await visitor.fine('nothing-found');
});

/** The field is marked, says what is wrong, and the summary on top leads to it. */
async function explained({ page }, name) {
  const field = page.locator(`main [name=${name}][aria-invalid=true]`).first();
  assert.ok(await field.count(), `${name} is marked as wrong`);
  const ids = ((await field.getAttribute('aria-describedby')) ?? '').split(/\s+/).filter(Boolean);
  const words = await Promise.all(ids.map((id) => page.locator(`[id="${id}"]`).innerText()));
  assert.ok(words.join(' ').trim().length > 5, `${name} says what is wrong`);
  const id = await field.getAttribute('id');
  assert.ok(await page.locator(`main a[href="#${id}"]`).count(), `the summary leads to ${name}`);
}
