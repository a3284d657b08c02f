// A phone tells where it is: the results are near it, and no more of the place is told than a hundred
// metres. A phone that does not tell leaves the list of stops.
import { assert, story } from '../lib/story.mjs';

const SAN_SIRO = { latitude: 45.478123, longitude: 9.123987 };

story('what is near me', [{ size: 'phone', lang: 'it' }, { size: 'phone', lang: 'ar' }], async (visitor) => {
  const { page } = visitor;
  await page.context().grantPermissions(['geolocation']);
  await page.context().setGeolocation(SAN_SIRO);
  await visitor.go('search');
  await openFilters(page);
  await page.locator('[data-place] button').click();
  await page.waitForURL((url) => url.searchParams.has('near'));
  assert.equal(visitor.asked('near'), '45.478,9.124', 'rounded before it leaves the page');
  await page.locator('#results:not([aria-busy])').waitFor();
  assert.ok(await page.locator('#results article').count(), 'something is near');
  assert.equal(await page.locator('select[name=near]').inputValue(), '45.478,9.124', 'the list tells it');
  await visitor.fine();
});

story('a device that does not tell', [{ size: 'phone', lang: 'it' }], async (visitor) => {
  const { page } = visitor;
  await page.context().clearPermissions();
  await visitor.go('search');
  await openFilters(page);
  await page.locator('[data-place] button').click();
  await page.locator('[data-said]:not(:empty)').waitFor();
  assert.equal(visitor.asked('near'), null);
  await visitor.fine();
});

story('no button without scripts', [{ size: 'phone', lang: 'it', script: false }], async (visitor) => {
  await visitor.go('search');
  assert.equal(await visitor.page.locator('[data-place] button').filter({ visible: true }).count(), 0);
});

/** Opens what hides the choice of a place. */
async function openFilters(page) {
  const panel = page.locator('.panel-toggle > summary').first();
  if (await panel.isVisible()) await panel.click();
  const group = page.locator('details:has(select[name=near]) > summary');
  if (!(await page.locator('select[name=near]').isVisible())) await group.click();
}
