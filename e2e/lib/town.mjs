// What stories about bookings and vouchers share: the demo's people, a course of the pool, booking it.
import { assert } from './story.mjs';

export const ZONE = 'Europe/Rome';

/** The hour, the day in the city, a moment so many minutes from now: as forms want them. */
export const hours = (at) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
export const day = (at) => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(at);
export const minutes = (n) => new Date(Date.now() + n * 60_000);

/** Comes in as one of the demo's invented people. */
export async function be(visitor, who) {
  await visitor.page.context().clearCookies();
  await visitor.go('sign-in/demo');
  const form = visitor.page.locator('main form').filter({ has: visitor.page.locator(`input[value="${who}"]`) });
  await Promise.all([visitor.page.waitForURL(/\/my$/), form.locator('button').click()]);
}

/** Presses a button that leads to another page. */
export async function press(visitor, button, url) {
  await Promise.all([visitor.page.waitForURL(url), visitor.page.locator(button).first().click()]);
}

/** Expects that the next answer is a refusal. */
export async function refused(visitor, status, act) {
  visitor.expected.push(status);
  await act();
  visitor.errors = visitor.errors.filter((e) => !e.includes(String(status)));
}

/** Where one is, without the language. */
export const here = (page) => new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');

/** The pool opens a course of four lessons from today, 40 euros, eight places. */
export async function course(visitor, title) {
  const { page } = visitor;
  await be(visitor, 'association');
  await visitor.follow('main a[href$="/provider"]');
  await visitor.follow('main a[href*="/provider/org/"]');
  const pool = here(page);
  assert.ok(await page.locator('main a[href$="/redeem"]').count(), 'the desk has a door');
  await visitor.go(`${pool}/bookings`);
  const opening = await page.locator('main a[href*="/bookings/new/"]').first().getAttribute('href');
  const service = opening.split('/').at(-1);
  await visitor.go(`${pool}/bookings/new/${service}`);
  const fields = {
    title,
    day: day(minutes(20)),
    from: hours(minutes(20)),
    until: hours(minutes(45)),
    weeks: '4',
    places: '8',
    price: '40',
  };
  for (const [name, value] of Object.entries(fields)) await page.locator(`input[name="${name}"]`).fill(value);
  await page.locator('input[name="ill_back"]').check();
  await press(visitor, 'main form[action*="/bookings/new/"] button[type="submit"]', /\/bookings\/[0-9a-f-]{36}$/);
  return { pool, service, session: here(page).split('/').at(-1) };
}

/** From the sheet of a service to the checkout of both children, 20 of 40 euros from each voucher; the sheet
 *  says that it can be booked as soon as the site has noticed. */
export async function choose(visitor, { service, session }, title) {
  const { page } = visitor;
  const book = page.locator(`main a[href$="/book/${service}"]`);
  for (let n = 0; n < 30 && !(await book.count()); n += 1) {
    await page.waitForTimeout(500);
    await page.reload();
  }
  await visitor.follow(`main a[href$="/book/${service}"]`);
  assert.match(await page.locator('main').innerText(), new RegExp(title));
  await press(visitor, `main a[href$="/book/session/${session}"]`, /\/book\/session\//);
  for (const box of await page.locator('main form input[type="checkbox"]').all()) {
    const label = await page.locator(`label[for="${await box.getAttribute('id')}"]`).innerText();
    if (/Emma|Leo/.test(label)) await box.check();
  }
  await press(visitor, 'main form button[type="submit"]', /\/book\/checkout\//);
  const parts = await page.locator('input[name^="pay-"]').all();
  assert.equal(parts.length, 2);
  for (const part of parts) await part.fill('20');
}

/** Shows the ticket of a booking that is open: its code. */
export async function ticket(visitor) {
  const { page } = visitor;
  await visitor.follow('main a[href$="/ticket"]');
  await Promise.all([page.waitForResponse((r) => r.request().method() === 'POST'), page.locator('main form button').first().click()]);
  await page.locator('.square-code').waitFor();
  return page.locator('.paper-code').innerText();
}
