// Booking: an association opens a course, a mother books for both children, one falls ill, one gives up, the
// next in the list is offered the place, the association cancels a lesson.
import { LANGUAGES, assert, story } from '../lib/story.mjs';
import { be, press, refused } from '../lib/town.mjs';

const ALL = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'ar', script: false },
  { size: 'desktop', lang: 'en' },
];

/** A day so many days from now, as a calendar field takes it. */
const inDays = (days) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** A course of three lessons with two places; its address without the language. */
async function open(visitor, title, change = async () => {}) {
  const { page } = visitor;
  await be(visitor, 'association');
  await visitor.go('provider');
  await visitor.follow('main a[href*="/provider/org/"]');
  const org = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  await visitor.go(`${org}/bookings`);
  await visitor.fine('bookings-desk');
  await visitor.follow('main a[href*="/bookings/new/"]');
  await page.locator('input[name="title"]').fill(title);
  await refused(visitor, 422, async () => {
    await page.locator('main form button[type="submit"]').first().click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('bookings-new-wrong');
  assert.equal(await page.locator('input[name="title"]').inputValue(), title, 'nothing typed is lost');
  await page.locator('input[name="day"]').fill(inDays(9));
  await page.locator('input[name="from"]').fill('17:00');
  await page.locator('input[name="until"]').fill('18:00');
  await page.locator('input[name="weeks"]').fill('3');
  await page.locator('input[name="places"]').fill('2');
  await page.locator('input[name="price"]').fill('90');
  await change(page);
  await press(visitor, 'main form button[type="submit"]', /\/bookings\/[0-9a-f-]{36}$/);
  await visitor.fine('bookings-session');
  return new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
}

const of = (at) => at.split('/').pop();

/** Books for everybody of the family who can be chosen, or for so many. */
async function book(visitor, session, children) {
  const { page } = visitor;
  await visitor.go(`book/session/${session}`);
  const boxes = page.locator('input[name="child"]');
  for (const n of children) await boxes.nth(n).check();
  await press(visitor, 'form[action*="/book/session/"] button[type="submit"]', /\/book\/checkout\//);
  await unpaid(page);
}

/** The vouchers of the demo are for other stories: this family pays by itself. */
async function unpaid(page) {
  for (const part of await page.locator('input[name^="pay-"]').all()) await part.fill('0');
}

story('two children are booked, one is ill, a lesson falls away', ALL, async (visitor) => {
  const { page } = visitor;
  const title = `Nuoto ${Date.now() % 100000}`;
  const at = await open(visitor, title);
  // somebody who has not come in sees everything but the choice of who comes
  await page.context().clearCookies();
  await visitor.go(`book/session/${of(at)}`);
  await visitor.fine('bookings-visitor');
  assert.equal(await page.locator('input[name="child"]').count(), 0);
  await be(visitor, 'family');
  await visitor.go(`book/session/${of(at)}`);
  await visitor.fine('bookings-choose');
  await refused(visitor, 422, async () => {
    await page.locator('form[action*="/book/session/"] button[type="submit"]').click();
    await page.locator('#form-errors').waitFor();
  });
  await book(visitor, of(at), [0, 1]);
  await visitor.fine('bookings-checkout');
  await press(visitor, 'form[action*="/book/checkout/"] button[type="submit"]', /\/my\/bookings$/);
  await visitor.fine('bookings-mine');
  assert.equal(await page.locator('main h3', { hasText: title }).count(), 2);
  await Promise.all([page.waitForURL(/\/my\/bookings\/[0-9a-f-]{36}$/), page.locator('main h3 a', { hasText: title }).first().click()]);
  await visitor.fine('bookings-one');
  const calendar = await page.locator('a[href$="/calendar.ics"]').getAttribute('href');
  const entries = await page.context().request.get(new URL(calendar, page.url()).href);
  assert.match(await entries.text(), /BEGIN:VEVENT/);
  await press(visitor, 'form[action$="/ill"] button', /\/my\/bookings\/[0-9a-f-]{36}$/);
  assert.equal(await page.locator('form[action$="/ill"]').count(), 2, 'two lessons are left to be ill in');
  await visitor.fine('bookings-ill');
  // the association sees first names, cancels the second lesson
  await be(visitor, 'association');
  await visitor.go(at);
  await visitor.fine('bookings-guests');
  assert.equal(await page.locator('#guests ~ ul h3').count(), 2);
  assert.ok(!(await page.locator('main').innerText()).includes('Rossetti'), 'family names stay with the family');
  await visitor.go(`${at}/lessons/2`);
  await visitor.fine('bookings-roll');
  await page.locator('main details summary').last().click();
  await page.locator('form[action$="/cancel"] input[name="reason"]').fill('La vasca è chiusa');
  await press(visitor, 'form[action$="/cancel"] button', /\/bookings\/[0-9a-f-]{36}$/);
  await be(visitor, 'family');
  await visitor.go('my/messages');
  await visitor.fine('bookings-told');
  assert.match(await page.locator('main').innerText(), new RegExp(title));
});

story('who waits is offered the place that becomes free', ALL, async (visitor) => {
  const { page } = visitor;
  const title = `Lista ${Date.now() % 100000}`;
  const at = await open(visitor, title, async () => page.locator('input[name="places"]').fill('1'));
  await be(visitor, 'family');
  await book(visitor, of(at), [0]);
  await press(visitor, 'form[action*="/book/checkout/"] button[type="submit"]', /\/my\/bookings$/);
  await visitor.go(`book/session/${of(at)}`);
  await page.locator('input[name="child"]').nth(1).check();
  await press(visitor, 'form[action$="/wait"] button', /\/my\/bookings$/);
  await visitor.fine('bookings-waiting');
  await Promise.all([page.waitForURL(/\/my\/bookings\/[0-9a-f-]{36}$/), page.locator('main h3 a', { hasText: title }).first().click()]);
  await page.locator('main details summary').first().click();
  await press(visitor, 'form[action$="/cancel"] button', /\/my\/bookings\/[0-9a-f-]{36}$/);
  await visitor.fine('bookings-cancelled');
  await visitor.go('my/bookings');
  await visitor.fine('bookings-offer');
  await press(visitor, 'form[action$="/accept"] button', /\/book\/checkout\//);
  await unpaid(page);
  await press(visitor, 'form[action*="/book/checkout/"] button[type="submit"]', /\/my\/bookings$/);
  assert.equal(await page.locator('#coming ~ ul h3', { hasText: title }).count(), 1);
});

const ZONE = 'Europe/Rome';
const minutes = (n) => new Date(Date.now() + n * 60_000);
const hours = (at) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
const day = (at) => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(at);

story('a code marks who is there', [...ALL, { size: 'phone', lang: 'it', script: false }], async (visitor) => {
  const { page } = visitor;
  // The roll is called within an hour before it begins: late in the evening there is no such hour left.
  if (day(minutes(50)) !== day(new Date())) return;
  const title = `Appello ${Date.now() % 100000}`;
  const at = await open(visitor, title, async () => {
    await page.locator('input[name="day"]').fill(day(minutes(20)));
    await page.locator('input[name="from"]').fill(hours(minutes(20)));
    await page.locator('input[name="until"]').fill(hours(minutes(45)));
  });
  await be(visitor, 'family');
  await book(visitor, of(at), [0]);
  await press(visitor, 'form[action*="/book/checkout/"] button[type="submit"]', /\/my\/bookings$/);
  await Promise.all([page.waitForURL(/\/my\/bookings\/[0-9a-f-]{36}$/), page.locator('main h3 a', { hasText: title }).first().click()]);
  await visitor.fine('bookings-code-door');
  await press(visitor, 'form[action$="/code"] button', /\/code$/);
  await page.locator('.square-code').waitFor();
  await visitor.fine('bookings-code');
  const code = await page.locator('.paper-code').innerText();
  assert.match(code, /^[A-Z2-9]{4} [A-Z2-9]{4}$/);

  await be(visitor, 'association');
  await visitor.go(`${at}/lessons/1`);
  await visitor.fine('bookings-roll-code');
  const send = async (text, url) => {
    await page.locator('input[name="code"]').fill(text);
    await press(visitor, 'form[action$="/code"] button[type="submit"]', url);
  };
  await refused(visitor, 422, () => send('ABCD 2345', /\/code$/));
  await page.locator('#form-errors').waitFor();
  await visitor.fine('bookings-roll-wrong');
  assert.equal(await page.locator('input[name="code"]').inputValue(), 'ABCD 2345', 'nothing typed is lost');
  await send(code.toLowerCase(), /\?done=/);
  await visitor.fine('bookings-roll-marked');
  assert.equal(await page.locator('input[type="radio"][value="attended"]:checked').count(), 1);
  assert.equal(await page.locator('main .callout.success').count(), 1);
  if (visitor.script) {
    // Chromium on Linux has no BarcodeDetector: the story brings one, and a film that moves.
    await page.addInitScript((read) => {
      window.BarcodeDetector = class {
        static getSupportedFormats() {
          return Promise.resolve(['qr_code']);
        }
        detect() {
          return Promise.resolve([{ rawValue: read }]);
        }
      };
      navigator.mediaDevices.getUserMedia = () => {
        const canvas = document.createElement('canvas');
        const pen = canvas.getContext('2d');
        setInterval(() => pen.fillRect(Math.random() * 100, 0, 1, 1), 50);
        return Promise.resolve(canvas.captureStream(20));
      };
    }, code);
    await visitor.go(`${at}/lessons/1`);
    assert.ok(await page.evaluate(() => document.featurePolicy.allowsFeature('camera')), 'this page may ask for the camera');
    assert.ok(!(await page.locator('[data-scan-none]').isVisible()));
    await visitor.fine('bookings-roll-camera');
    await page.locator('[data-scan] button').click();
    await page.locator('input[name="code"]:focus').waitFor();
    assert.equal(await page.locator('input[name="code"]').inputValue(), code);
    await press(visitor, 'form[action$="/code"] button[type="submit"]', /\?again=/);
  } else {
    await send(code, /\?again=/);
  }
  assert.equal(await page.locator('main .callout.warning').count(), 1);
  await visitor.fine('bookings-roll-again');
});
