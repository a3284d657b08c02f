// Vouchers: a mother books a course for two children, part voucher and part own money; the pool takes the
// ticket, undoes a payment and takes it again; one child is ill once, one lesson is cancelled. Every balance
// is right at each step.
import { assert, story } from '../lib/story.mjs';
import { be, choose, course, day, minutes, press, refused } from '../lib/town.mjs';

const ALL = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];

/** An amount as it is written in the reader's language, in cents. */
function cents(text) {
  const latin = text.replaceAll(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x660));
  const found = latin.match(/(\d+)[.,٫](\d\d)/);
  assert.ok(found, `an amount in ${JSON.stringify(text)}`);
  return Number(found[1]) * 100 + Number(found[2]);
}

/** What can be spent of a voucher, as its page says. */
async function available(visitor, path) {
  await visitor.go(path);
  return cents(await visitor.page.locator('dl.facts dd strong').first().innerText());
}

story('a course is booked, redeemed, undone, and partly given back', ALL, async (visitor) => {
  const { page } = visitor;
  // A ticket is taken on the day of the first lesson: in the last hour of the day there is none left.
  if (day(minutes(50)) !== day(new Date())) return;

  // The pool opens a course of four lessons, from today.
  const title = `Corso ${visitor.lang} ${Date.now() % 1_000_000}`;
  const opened = await course(visitor, title);
  const { pool, service, session } = opened;

  // The mother sees what she has, and books for both children: 20 of 40 euros from each voucher.
  await be(visitor, 'family');
  await visitor.fine('voucher-my');
  await visitor.follow('main a[href$="/my/vouchers"]');
  await visitor.fine('voucher-list');
  const links = await page.locator('main h2 a').evaluateAll((all) => all.map((a) => [a.innerText, a.getAttribute('href')]));
  const path = (name) => links.find(([text]) => text.includes(name))[1].replace(/^\/[^/]+\//, '');
  const [emma, leo] = [path('Emma'), path('Leo')];
  const [hadEmma, hadLeo] = [await available(visitor, emma), await available(visitor, leo)];
  await visitor.go(emma);
  await visitor.fine('voucher-one');
  const find = await page.locator('#pays ~ p a[href*="/search?voucher="]').getAttribute('href');
  assert.ok(find.endsWith(emma.split('/').at(-1)), find);
  // She finds the course: its sheet says that it can be booked, as soon as the site has noticed.
  await visitor.go(`service/${service}`);
  await choose(visitor, opened, title);
  await visitor.fine('voucher-checkout');
  await press(visitor, 'main form button[type="submit"]', /\/my\/bookings$/);
  assert.equal(await available(visitor, emma), hadEmma - 2000);
  assert.equal(await available(visitor, leo), hadLeo - 2000);

  // A ticket for the one, a code for the other, and the sheet for who has no phone.
  await visitor.go('my/bookings');
  const booked = (name) => page.locator('main h3 a').filter({ hasText: title }).filter({ hasText: name }).first();
  const hrefs = [];
  for (const name of ['Emma', 'Leo']) hrefs.push((await booked(name).getAttribute('href')).replace(/^\/[^/]+\//, ''));
  await visitor.go(hrefs[0]);
  await visitor.follow('main a[href$="/ticket"]');
  await visitor.fine('voucher-ticket-form');
  await Promise.all([page.waitForResponse((r) => r.request().method() === 'POST'), page.locator('main form button').first().click()]);
  await page.locator('.square-code').waitFor();
  await visitor.fine('voucher-ticket');
  const ticket = await page.locator('.paper-code').innerText();
  await visitor.go(leo);
  await press(visitor, 'main form[action$="/print"] button', /\/print$/);
  await visitor.fine('voucher-print');
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await page.locator('main .callout').first().isVisible()), 'the PIN is not printed');
  await visitor.picture('voucher-paper');
  await page.emulateMedia({ media: 'screen' });
  await visitor.go(leo);
  await press(visitor, 'main form[action$="/code"] button', /\/code$/);
  await visitor.fine('voucher-code');
  const code = await page.locator('.paper-code').innerText();

  // The desk: a wrong code, then the ticket.
  await be(visitor, 'association');
  await visitor.go(`${pool}/redeem`);
  await visitor.fine('desk-start');
  await page.locator('input[name="code"]').fill('ABCD 2345');
  const look = async () => {
    await press(visitor, 'main form[action$="/quote"] button[type="submit"]', /\/quote$/);
  };
  await refused(visitor, 422, look);
  await visitor.fine('desk-wrong-code');
  assert.equal(await page.locator('input[name="code"]').inputValue(), 'ABCD 2345');
  await page.locator('input[name="code"]').fill(ticket);
  await look();
  await page.locator('#quote').waitFor();
  await visitor.fine('desk-quote');
  const quote = await page.locator('#quote').innerText();
  assert.match(quote, /Emma/);
  assert.ok(!quote.includes('Rossetti'), 'first names only');
  await press(visitor, 'main form[action$="/take"] button', /\/receipts\//);
  await visitor.fine('desk-receipt-ticket');

  // A walk-in for the other child: taken, undone, taken again.
  const walkIn = async () => {
    await visitor.go(`${pool}/redeem`);
    await page.locator('select[name="service"]').selectOption(service);
    await page.locator('input[name="code"]').fill(code);
    await page.locator('input[name="price"]').fill('5');
    await look();
    visitor.expected.push(422);
    await page.locator('main form[action$="/take"] button').click();
    await page.waitForURL(/\/(take|receipts\/[0-9a-f-]+)$/);
    // Somebody else's story may have paid with the same voucher a moment ago: then it is asked.
    if (page.url().endsWith('/take')) {
      await page.locator('input[name="confirmed"]').check();
      await press(visitor, 'main form[action$="/take"] button', /\/receipts\//);
    }
    visitor.errors = visitor.errors.filter((e) => !e.includes('422'));
  };
  await walkIn();
  const undo = 'main form[action$="/undo"] button';
  await visitor.fine('desk-receipt');
  await page.locator(undo).click();
  await page.locator(undo).waitFor({ state: 'detached' });
  await visitor.fine('desk-undone');
  await walkIn();
  await visitor.go(`${pool}/redeem?practice=1`);
  await visitor.fine('desk-practice');
  await visitor.go(`${pool}/redeem/day`);
  await visitor.fine('desk-day');
  assert.match(await page.locator('main table').innerText(), /Leo/);
  await visitor.go(`${pool}/redeem/statement`);
  await visitor.fine('desk-statement');
  await visitor.go(`${pool}/redeem/account`);
  await page.locator('input[name="iban"]').fill('IT00 1234');
  await refused(visitor, 422, async () => {
    await page.locator('main form[action$="/account"] button').click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('desk-account-wrong');

  // The second child is ill once, told before.
  await be(visitor, 'family');
  assert.equal(await available(visitor, emma), hadEmma - 2000);
  assert.equal(await available(visitor, leo), hadLeo - 2500);
  await visitor.go(hrefs[1]);
  const ill = page.locator('main form[action$="/ill"]').filter({ has: page.locator('input[value="2"]') });
  await ill.locator('button').click();
  await ill.waitFor({ state: 'detached' });
  assert.equal(await available(visitor, leo), hadLeo - 2000);

  // The pool cancels the third lesson: both get their part back, the paid one too.
  await be(visitor, 'association');
  await visitor.go(`${pool}/bookings/${session}/lessons/3`);
  const off = page.locator('main details').filter({ has: page.locator('form[action$="/cancel"]') });
  await off.locator('summary').click();
  await off.locator('input[name="reason"]').fill('La pista è chiusa');
  await Promise.all([
    page.waitForResponse((r) => r.request().method() === 'POST' && r.status() < 400),
    off.locator('button').click(),
  ]);
  await page.waitForLoadState();
  await be(visitor, 'family');
  assert.equal(await available(visitor, emma), hadEmma - 1500);
  assert.equal(await available(visitor, leo), hadLeo - 1500);
  await visitor.fine('voucher-after');
});

// Chromium on Linux has no BarcodeDetector: the story brings one, and a camera that sees nothing.
story('the desk reads a code with the camera', [{ size: 'phone', lang: 'it' }], async (visitor) => {
  const { page } = visitor;
  await page.addInitScript(() => {
    window.BarcodeDetector = class {
      static getSupportedFormats() {
        return Promise.resolve(['qr_code']);
      }
      detect() {
        return Promise.resolve([{ rawValue: 'HTTPS://X.EXAMPLE/V/ABCDEFGHJKLMNPQRSTUVWXYZ23' }]);
      }
    };
    navigator.mediaDevices.getUserMedia = () => {
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d');
      // a picture that never changes would be no film
      setInterval(() => pen.fillRect(Math.random() * 100, 0, 1, 1), 50);
      return Promise.resolve(canvas.captureStream(20));
    };
  });
  await be(visitor, 'association');
  await visitor.follow('main a[href$="/provider"]');
  await visitor.follow('main a[href*="/provider/org/"]');
  await visitor.follow('main a[href$="/redeem"]');
  assert.ok(await page.evaluate(() => document.featurePolicy.allowsFeature('camera')), 'this page may ask for the camera');
  assert.ok(!(await page.locator('[data-scan-none]').isVisible()));
  await visitor.fine('desk-camera');
  await page.locator('[data-scan] button').click();
  await page.locator('input[name="code"]:focus').waitFor();
  assert.match(await page.locator('input[name="code"]').inputValue(), /\/V\/[A-Z2-9]{26}$/);
  await page.locator('[data-scan] video').waitFor({ state: 'hidden' });
});
