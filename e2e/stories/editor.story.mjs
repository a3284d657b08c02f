// The guided editor: a volunteer with a phone adds a place, an activity there with two prices and a
// timetable that is closed at Christmas, and an English translation; the preview tells what waits and why.
import { assert, story } from '../lib/story.mjs';
import { be, press, refused } from '../lib/town.mjs';

const ALL = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];

/** Presses a button whose answer is the same page anew. */
async function again(visitor, button) {
  const { page } = visitor;
  await Promise.all([page.waitForResponse((r) => r.request().method() === 'POST'), page.locator(button).first().click()]);
  await page.waitForLoadState('load');
}

const NEXT = 'main .buttons button[name="then"][value="next"]';
const PREVIEW = 'main .buttons button[name="then"][value="preview"]';

/** The path of the page without its language. */
const here = (page) => new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');

/** An officer says yes to what waits under a name; false when it has to wait for something else. */
async function approve(visitor, name) {
  const { page } = visitor;
  await visitor.go('staff/changes');
  const link = page.locator('main .line-list a', { hasText: name }).first();
  await Promise.all([page.waitForURL(/\/staff\/changes\/[0-9a-f-]{36}$/), link.click()]);
  await press(visitor, 'button[value="yes"]', /\/staff\/changes$/);
}

story('a volunteer adds a place and an activity there', ALL, async (visitor) => {
  const { page } = visitor;
  const number = String(Date.now() % 1_000_000);
  const place = `Sala Prova ${number}`;
  const name = `Laboratorio Prova ${number}`;
  await be(visitor, 'association');
  await visitor.go('provider');
  await visitor.follow('main .people-list a');
  const area = here(page);
  await visitor.fine('editor-area');
  assert.ok(await page.locator('.mends button').count(), 'what is missing is mended with one press');

  // The place.
  const newPlace = page.locator('form[action$="/begin"]').filter({ has: page.locator('input[name="kind"][value="location"]') }).filter({ has: page.locator('input[name="above"]') });
  await Promise.all([page.waitForURL(/\/edit\/location\//), newPlace.locator('button').click()]);
  await page.locator('input[name="name"]').fill(place);
  await page.locator('input[name="postal_code"]').fill('20121');
  await page.locator('input[name="point"]').fill('vicino al parco');
  await refused(visitor, 422, async () => {
    await page.locator(NEXT).click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('editor-place-wrong');
  assert.equal(await page.locator('input[name="point"]').inputValue(), 'vicino al parco');
  await page.locator('input[name="street"]').fill('Via dell’Esempio 12');
  await page.locator('input[name="point"]').fill('https://maps.example/@45.46420,9.19000,17z');
  await press(visitor, NEXT, /\/access$/);
  await page.locator('textarea[name="transportation"]').fill('Metro a due passi, cortile a sinistra.');
  await page.locator('details').filter({ has: page.locator('input[name="accessibility"]') }).first().locator('summary').click();
  await page.locator('input[name="accessibility"]').first().check();
  await visitor.fine('editor-place-access');
  await press(visitor, NEXT, /\/when$/);
  await press(visitor, PREVIEW, /\/preview\//);
  assert.ok(await page.locator('#waits').count(), 'a new place waits');
  assert.ok(!(await page.locator('#now').count()), 'and nothing of it goes out');
  await visitor.fine('editor-place-preview');
  await press(visitor, 'form[action*="/send/"] button', /sent=yes$/);

  // The activity.
  const fresh = page.locator('form[action$="/begin"]').filter({ has: page.locator('input[name="kind"][value="service"]') }).filter({ has: page.locator('input[name="above"]') });
  await Promise.all([page.waitForURL(/\/edit\/service\//), fresh.locator('button').click()]);
  const service = here(page).split('/').pop();
  await page.locator('input[name="name"]').fill(name);
  await page.locator('textarea[name="description"]').fill('Si costruisce insieme una barca di legno, un pezzo alla volta, con chi lo sa fare.');
  await visitor.fine('editor-about');
  await press(visitor, NEXT, /\/who$/);
  await page.locator('input[name="age_from"]').fill('6');
  await page.locator('input[name="age_to"]').fill('10');
  await visitor.fine('editor-who');
  await press(visitor, NEXT, /\/where$/);
  // Somebody else's place is found by its name; one's own is there.
  await page.locator('input[name="place_q"]').fill('biblioteca');
  await again(visitor, 'button[value="find"]');
  assert.ok(await page.locator('input[name="places"]').count() > 1, 'a search offers places');
  await page.getByLabel(place).check();
  await visitor.fine('editor-where');
  await press(visitor, NEXT, /\/when$/);

  // Every Tuesday there, closed at Christmas; one Saturday.
  await page.locator('select[name="time-0-place"]').selectOption({ label: place });
  await page.locator('input[name="time-0-days"][value="TU"]').check();
  await page.locator('input[name="time-0-opens"]').fill('17:00');
  await refused(visitor, 422, async () => {
    await page.locator(NEXT).click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('editor-when-wrong');
  assert.ok(await page.locator('input[name="time-0-days"][value="TU"]').isChecked());
  await page.locator('input[name="time-0-closes"]').fill('18:30');
  await page.locator('input[name="time-0-from"]').fill('2026-12-01');
  await page.locator('select[name="time-0-period"]').selectOption('term');
  await page.locator('input[name="time-0-off-0-from"]').fill('2026-12-24');
  await page.locator('input[name="time-0-off-0-to"]').fill('2027-01-06');
  await again(visitor, 'button[value="more-time"]');
  assert.equal(await page.locator('input[name="time-0-closes"]').inputValue(), '18:30', 'one more row loses nothing');
  await page.locator('input[name="time-1-from"]').fill('2026-12-12');
  await page.locator('input[name="time-1-opens"]').fill('10:00');
  await page.locator('input[name="time-1-closes"]').fill('12:00');
  await visitor.fine('editor-when');
  await press(visitor, NEXT, /\/price$/);

  // Two prices.
  await page.locator('input[name="price-0-amount"]').fill('dodici');
  await refused(visitor, 422, async () => {
    await page.locator(NEXT).click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('editor-price-wrong');
  await page.locator('input[name="price-0-amount"]').fill('12,50');
  await page.locator('select[name="price-0-unit"]').selectOption('month');
  await again(visitor, 'button[value="more-price"]');
  await page.locator('input[name="price-1-amount"]').fill('0');
  await page.locator('input[name="price-1-for"]').fill('Chi abita nel quartiere');
  await page.locator('input[name="price-1-income"]').fill('15000');
  await visitor.fine('editor-price');
  await press(visitor, NEXT, /\/join$/);
  await page.locator('input[name="capacity"]').fill('12');
  await visitor.fine('editor-join');
  await press(visitor, NEXT, /\/themes$/);
  await page.locator('details').filter({ has: page.locator('input[name="themes"]') }).first().locator('summary').click();
  await page.locator('input[name="themes"]').first().check();
  await visitor.fine('editor-themes');
  await press(visitor, NEXT, /\/texts\//);

  // A translation, and its state. (The Italian page is the original's.)
  await visitor.fine('editor-texts');
  await visitor.follow('main a[href$="/en"]');
  await page.locator('textarea[name="name"]').fill(`Test workshop ${number}`);
  await page.locator('textarea[name="description"]').fill('Together we build a wooden boat, piece by piece, with people who know how.');
  await visitor.fine('editor-translate');
  await press(visitor, 'button[name="then"][value="texts"]', /\/texts\/service\/[0-9a-f-]{36}$/);
  await visitor.fine('editor-texts-written');
  await visitor.follow('main a[href*="/preview/"]');
  const told = await page.locator('main').innerText();
  for (const words of [place, '17:00–18:30', '10:00–12:00', 'Test workshop', 'Chi abita nel quartiere']) {
    assert.ok(told.includes(words), `the preview tells «${words}»`);
  }
  await visitor.fine('editor-preview');
  await press(visitor, 'form[action*="/send/"] button', /sent=yes$/);
  await visitor.fine('editor-area-sent');

  // An officer looks at the place first, then at what happens there; families see both.
  await be(visitor, 'moderator');
  await approve(visitor, place);
  await approve(visitor, name);
  let shown = false;
  for (let tries = 0; tries < 30 && !shown; tries++) {
    const answer = await page.request.get(`${visitor.base}/it/service/${service}`);
    shown = answer.status() === 200 && (await answer.text()).includes(place);
    if (!shown) await page.waitForTimeout(1000);
  }
  assert.ok(shown, 'the activity is shown at its place');
  await visitor.go(`service/${service}`);
  await visitor.fine('editor-public');

  // A small change of a record that is there: times go out at once, the move of a place waits.
  await be(visitor, 'association');
  await visitor.go(area);
  const line = page.locator('#records ~ ul > li').filter({ has: page.locator('h3', { hasText: place }) });
  await Promise.all([page.waitForURL(/\/edit\/location\//), line.locator('form[action$="/begin"]:not(:has(input[name="part"])) button').first().click()]);
  await page.locator('input[name="street"]').fill('Via dell’Esempio 14');
  await press(visitor, NEXT, /\/access$/);
  await press(visitor, NEXT, /\/when$/);
  await page.locator('input[name="time-0-days"][value="MO"]').check();
  await page.locator('input[name="time-0-opens"]').fill('09:00');
  await page.locator('input[name="time-0-closes"]').fill('20:00');
  await press(visitor, PREVIEW, /\/preview\//);
  assert.ok(await page.locator('#now').count(), 'opening hours go out at once');
  assert.ok(await page.locator('#waits').count(), 'the move waits');
  await visitor.fine('editor-preview-both');
  await press(visitor, 'form[action*="/send/"] button', /sent=yes$/);
});
