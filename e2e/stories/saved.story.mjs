// A family keeps what it likes without an account: saves from the results, finds the list again,
// hands it on, takes something out and brings it back, puts it into a calendar and on paper.
import { EVERYBODY, assert, story } from '../lib/story.mjs';

/** How many pages a PDF has. */
const pages = (pdf) => pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;

story('a list is kept, handed on and changed without an account', EVERYBODY, async (visitor) => {
  const { page } = visitor;
  await visitor.go('search');
  const names = [];
  for (let i = 0; i < 3; i += 1) {
    const card = page.locator('article').nth(i);
    names.push((await card.locator('.it-card-title').innerText()).trim());
    const code = await card.locator('button[name="add"]').getAttribute('value');
    await card.locator('button[name="add"]').click();
    await page.locator(`button[name="remove"][value="${code}"]`).waitFor();
    assert.equal(visitor.path(), '/search', 'one stays on the results');
  }
  await visitor.fine();

  await visitor.go('saved');
  await visitor.fine('saved');
  assert.deepEqual(
    (await page.locator('article .it-card-title').allInnerTexts()).map((t) => t.trim()),
    names,
    'the list has what was saved, in that order',
  );

  // the link shows the same to somebody who has saved nothing
  const link = await page.locator('.wish-address a').getAttribute('href');
  const calendar = await page.locator('a[href*="/saved.ics?s="]').first().getAttribute('href');
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies.map((c) => [c.name, c.httpOnly, c.sameSite]), [['saved', true, 'Lax']], 'one cookie');
  const base = new URL(page.url()).origin;
  const feed = await page.request.get(new URL(calendar, base).href);
  assert.match(feed.headers()['content-type'], /^text\/calendar/);
  assert.match(await feed.text(), /^BEGIN:VCALENDAR\r\n/);
  await page.context().clearCookies();
  await page.goto(new URL(link, base).href);
  await visitor.fine('saved-shared');
  assert.equal(await page.locator('article').count(), 3);
  await page.locator('main button[name="add"]').first().click();
  await page.waitForURL((url) => !url.search);

  // out, and back
  await page.locator('article button[name="remove"]').first().click();
  await page.waitForURL(/undo=/);
  assert.equal(await page.locator('article').count(), 2);
  await visitor.fine('saved-undo');
  await page.locator('.alert button[name="add"]').click();
  await page.waitForURL((url) => !url.search);
  assert.equal(await page.locator('article').count(), 3);

  // all of it
  await page.locator('main form > button[name="remove"]').last().click();
  await page.waitForURL(/undo=/);
  assert.equal(await page.locator('article').count(), 0);
  await visitor.fine('saved-empty');
  assert.deepEqual(await page.context().cookies(), [], 'an empty list is forgotten');
});

story('a sheet and a list each fit on a sheet of paper', [{ size: 'desktop', lang: 'it' }, { size: 'desktop', lang: 'ar' }], async (visitor) => {
  const { page } = visitor;
  await visitor.go('search');
  const sheets = await page.locator('article .it-card-title a').evaluateAll((all) => all.map((a) => a.href));
  for (const href of sheets.slice(0, 8)) {
    await page.goto(href);
    assert.equal(pages(await page.pdf({ format: 'A4', preferCSSPageSize: true })), 1, `${href} on paper`);
  }
  await visitor.go('search');
  for (let i = 0; i < 12; i += 1) {
    const button = page.locator('article').nth(i).locator('.wish-save button');
    const code = await button.getAttribute('value');
    await button.click();
    await page.locator(`button[name="remove"][value="${code}"]`).waitFor();
  }
  await visitor.go('saved');
  assert.equal(pages(await page.pdf({ format: 'A4', preferCSSPageSize: true })), 1, 'a list of twelve on paper');
});
