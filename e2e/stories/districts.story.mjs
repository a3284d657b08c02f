// The map of districts, drawn on the server, and the same districts as a table.
import { EVERYBODY, assert, story } from '../lib/story.mjs';

story('somebody chooses a district from the table', EVERYBODY, async (visitor) => {
  const { page } = visitor;
  await visitor.go();
  await visitor.follow('a[href$="/districts"]');
  const rows = page.locator('main table a[href*="/district/"]');
  const shapes = page.locator('main svg a[href*="/district/"]');
  assert.ok((await rows.count()) > 1, 'the table lists districts');
  const links = (found) => found.evaluateAll((all) => [...new Set(all.map((a) => a.getAttribute('href')))].sort());
  assert.deepEqual(await links(shapes), await links(rows), 'the map and the table show the same districts');
  await visitor.fine('districts');

  const name = (await rows.first().innerText()).trim();
  await visitor.follow('main table a[href*="/district/"]');
  assert.ok((await page.locator('h1').innerText()).includes(name), 'the district chosen is the one shown');
  await visitor.fine('district');
});

story('somebody chooses a district on the map', [{ size: 'desktop', lang: 'it' }], async (visitor) => {
  const { page } = visitor;
  await visitor.go('districts');
  const shape = page.locator('main svg a[href*="/district/"]').first();
  const href = await shape.getAttribute('href');
  await shape.focus();
  await Promise.all([page.waitForURL((url) => url.pathname === href), page.keyboard.press('Enter')]);
  await visitor.fine();
});
