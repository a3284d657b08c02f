// Families come in, look after their children, and are helped at a desk; staff does its work.
import { BASE } from '../lib/browser.mjs';
import { letter } from '../lib/letters.mjs';
import { LANGUAGES, assert, story } from '../lib/story.mjs';

const FAMILIES = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];
const STAFF = [
  { size: 'desktop', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
];

let counter = 0;
/** An address nobody had before. */
const address = () => `story-${process.pid}-${Date.now()}-${counter++}@example.org`;

/** Comes in by a letter, as somebody new. */
async function comeIn(visitor, name = 'Giulia') {
  const { page } = visitor;
  const mail = address();
  if (!page.url().includes('/sign-in')) await visitor.go('sign-in');
  await page.locator('input[name="mail"]').fill(mail);
  await page.locator('form[action$="/sign-in/mail"] button').click();
  await page.locator('main a.btn').waitFor();
  await page.goto(BASE + (await letter(mail)));
  await Promise.all([page.waitForURL(/\/my\/facts/), page.locator('main form button').click()]);
  await page.locator('input[name="given"]').fill(name);
  await page.locator('input[name="family"]').fill('Prova');
  await send(visitor);
  return mail;
}

async function send(visitor, form = 'main form') {
  const before = visitor.page.url();
  await visitor.page.locator(`${form} button[type="submit"]`).last().click();
  await visitor.page.waitForURL((url) => url.href !== before);
}

/** Comes in as one of the demo's invented people. */
async function be(visitor, who) {
  await visitor.go('sign-in/demo');
  const form = visitor.page.locator('main form').filter({ has: visitor.page.locator(`input[value="${who}"]`) });
  await Promise.all([visitor.page.waitForURL(/\/my$/), form.locator('button').click()]);
}

/** Expects that the next answer is a refusal. */
function refused(visitor, status, act) {
  visitor.expected.push(status);
  return act().then(() => {
    visitor.errors = visitor.errors.filter((e) => !e.includes(String(status)));
  });
}

async function child(visitor, name, birth) {
  const { page } = visitor;
  await visitor.go('my/children/new');
  await page.locator('input[name="given"]').fill(name);
  await page.locator('input[name="birth"]').fill(birth);
  await page.locator('input[name="declared"]').check();
  await Promise.all([page.waitForURL(/\/my\/children\/[0-9a-f-]{36}$/), page.locator('main form button').click()]);
}

story('a mother comes in by a letter and writes down her child', FAMILIES, async (visitor) => {
  const { page } = visitor;
  await visitor.go('');
  await Promise.all([
    page.waitForURL(/\/sign-in\?to=/),
    page.locator('[data-element="personal-area-login"]').click(),
  ]);
  assert.equal(visitor.path(), '/sign-in', 'who is not in comes in first');
  await visitor.fine('sign-in');
  await refused(visitor, 422, async () => {
    await page.locator('input[name="mail"]').fill('nobody');
    await page.locator('form[action$="/sign-in/mail"] button').click();
    await page.locator('#form-errors').waitFor();
  });
  assert.equal(await page.locator('input[name="mail"]').inputValue(), 'nobody', 'what was written stays');
  await visitor.fine('sign-in-wrong');
  await comeIn(visitor);
  assert.equal(visitor.path(), '/my');
  await visitor.fine('my-empty');
  await visitor.follow('main a[href$="/my/children/new"]');
  await visitor.fine('child-new');
  await refused(visitor, 422, async () => {
    await page.locator('main form button').click();
    await page.locator('#form-errors').waitFor();
  });
  assert.equal(await page.locator('#form-errors li').count(), 3, 'name, birth and declaration are told at once');
  await visitor.fine('child-new-wrong');
  await child(visitor, 'Sole', '2018-05-04');
  await visitor.fine('child');
  await page.locator('main form[action$="/invite"] button').click();
  await page.locator('.square-code').waitFor();
  await visitor.fine('invite');
  for (const path of ['my', 'my/facts', 'my/messages', 'my/consents', 'my/looks', 'my/account', 'my/data']) {
    await visitor.go(path);
    await visitor.fine(path.replace('/', '-'));
  }
  const answer = await page.request.get(`${BASE}/${visitor.lang}/my/data/export`);
  assert.equal((await answer.json()).children.length, 1, 'the export has the child');
});

story('a link works once, and the journey goes on where it was', FAMILIES.slice(0, 2), async (visitor) => {
  const { page } = visitor;
  const mail = address();
  await visitor.go('my/consents');
  assert.equal(visitor.path(), '/sign-in');
  await page.locator('input[name="mail"]').fill(mail);
  await page.locator('form[action$="/sign-in/mail"] button').click();
  await page.locator('main a.btn').waitFor();
  await visitor.fine('link-sent');
  const link = await letter(mail);
  await page.goto(BASE + link);
  await visitor.fine('link-confirm');
  await Promise.all([page.waitForURL(/\/my\/facts/), page.locator('main form button').click()]);
  await page.locator('input[name="given"]').fill('Ada');
  await send(visitor);
  assert.equal(visitor.path(), '/my/consents', 'the page that was wanted');
  await page.context().clearCookies();
  visitor.expected.push(403);
  await page.goto(BASE + link);
  visitor.errors = visitor.errors.filter((e) => !e.includes('403'));
  await visitor.fine('link-over');
});

story('the other parent accepts an invitation and both are told', FAMILIES.slice(0, 3), async (visitor) => {
  const { page } = visitor;
  await comeIn(visitor, 'Marta');
  await child(visitor, 'Gioele', '2016-02-29');
  const kept = page.url();
  await page.locator('main form[action$="/invite"] button').click();
  const invitation = await page.locator('.code-line a').getAttribute('href');
  const first = await page.context().cookies();
  await page.context().clearCookies();
  await page.goto(BASE + new URL(invitation, BASE).pathname);
  assert.equal(visitor.path(), '/sign-in', 'who is invited comes in first');
  await comeIn(visitor, 'Omar');
  assert.match(visitor.path(), /^\/invited\//, 'and is back at the invitation');
  await visitor.fine('invited');
  await page.locator('input[name="declared"]').check();
  await Promise.all([page.waitForURL(/\/my\/children\//), page.locator('main form button').click()]);
  assert.match(await page.locator('main').innerText(), /Marta/);
  await page.context().clearCookies();
  await page.context().addCookies(first);
  await visitor.go('my/messages');
  assert.equal(await page.locator('.line-list li').count(), 1, 'the first parent is told');
  await visitor.fine('messages');
  await page.goto(kept);
  assert.match(await page.locator('main').innerText(), /Omar/);
});

story('a newcomer without mail and without Italian is helped from start to end', STAFF, async (visitor) => {
  const { page } = visitor;
  await be(visitor, 'desk');
  await visitor.go('desk');
  await visitor.fine('desk');
  const given = `Fatima${Date.now()}${counter++}`;
  await page.locator('input[name="given"]').fill(given);
  await page.locator('input[name="birth"]').fill('1990-03-01');
  await page.locator('form[action$="/desk"] button').click();
  await page.locator('#found').waitFor();
  await visitor.fine('desk-nobody');
  await visitor.follow('main a[href$="/desk/new"]');
  await visitor.fine('desk-new');
  await page.locator('input[name="given"]').fill(given);
  await page.locator('input[name="birth"]').fill('1990-03-01');
  await page.locator('select[name="lang"]').selectOption('ar');
  await page.locator('input[name="reason"]').fill('doposcuola');
  await Promise.all([page.waitForURL(/\/my$/), page.locator('main form button').last().click()]);
  assert.ok(await page.locator('.assist-band').isVisible(), 'the banner says for whom one acts');
  await visitor.fine('assisting');
  await visitor.go('search');
  assert.match(await page.locator('.assist-band').innerText(), new RegExp(given), 'on every page');
  await child(visitor, 'Samir', '2019-09-09');
  await refused(visitor, 403, () => visitor.goExpecting(403, 'desk/new'));
  await refused(visitor, 403, () => visitor.goExpecting(403, 'my/account'));
  await visitor.go('my');
  await Promise.all([page.waitForURL(/\/desk\/receipt\//), page.locator('.assist-band button').click()]);
  assert.equal(await page.locator('main ol li').count(), 4, 'registered, helped, a child, the end');
  await visitor.fine('receipt');
  await page.locator('main form[action*="/desk/paper/"] button').click();
  await page.locator('.paper-code').first().waitFor();
  await visitor.fine('paper-given');
  const [code, pin] = await page.locator('.paper-code').allInnerTexts();

  // The person, later, on somebody else's telephone.
  await page.context().clearCookies();
  await page.goto(`${BASE}/ar/sign-in/paper?code=${encodeURIComponent(code)}`);
  await refused(visitor, 403, async () => {
    await page.locator('input[name="pin"]').fill('000000x');
    await page.locator('main form button').click();
    await page.locator('#form-errors').waitFor();
  });
  await page.locator('input[name="code"]').fill(code.toLowerCase().replaceAll('-', ' '));
  await page.locator('input[name="pin"]').fill(pin);
  await Promise.all([page.waitForURL(/\/ar\/my$/), page.locator('main form button').click()]);
  assert.match(await page.locator('main').innerText(), /Samir/);
  await page.goto(`${BASE}/ar/my/looks`);
  assert.equal(await page.locator('.line-list li').count(), 1, 'who helped is seen');

  // Back at the desk, found by the code on paper.
  await page.context().clearCookies();
  await be(visitor, 'desk');
  await visitor.go('desk');
  await page.locator('input[name="what"]').fill(code);
  await page.locator('form[action$="/desk"] button').click();
  await page.locator('#found').waitFor();
  assert.match(await page.locator('main').innerText(), new RegExp(given));
  await visitor.fine('desk-found');
});

story('an emergency is told to the person and looked at by somebody else', STAFF.slice(0, 2), async (visitor) => {
  const { page } = visitor;
  const mail = await comeIn(visitor, 'Lia');
  const family = await page.context().cookies();
  await page.context().clearCookies();
  await be(visitor, 'safeguarding');
  await visitor.go('staff');
  await visitor.fine('staff-safeguarding');
  await visitor.go('staff/emergency');
  await visitor.fine('emergency');
  await page.locator('input[name="what"]').fill(mail);
  await page.locator('input[name="reason"]').fill('telefonata della scuola');
  await page.locator('main form button').click();
  await page.locator('#file').waitFor();
  await visitor.fine('emergency-file');
  await refused(visitor, 403, () => visitor.goExpecting(403, 'staff/emergencies'));
  await page.context().clearCookies();
  await be(visitor, 'dpo');
  await visitor.go('staff/emergencies');
  await visitor.fine('emergencies');
  const waiting = await page.locator('main .line-list li').count();
  assert.ok(waiting >= 1);
  await page.locator('main .line-list form button').last().click();
  await page.waitForFunction((n) => document.querySelectorAll('main .line-list li').length < n, waiting).catch(() => {});
  await visitor.go('staff/emergencies');
  assert.equal(await page.locator('main .line-list li').count(), waiting - 1);
  await page.context().clearCookies();
  await page.context().addCookies(family);
  await visitor.go('my/looks');
  assert.equal(await page.locator('.line-list li .badge').count(), 1, 'the person sees that it was an emergency');
  await visitor.fine('looks-emergency');
});

story('an administrator gives a role, an auditor reads the trail', STAFF, async (visitor) => {
  const { page } = visitor;
  const mail = await comeIn(visitor, 'Ugo');
  await page.context().clearCookies();
  await be(visitor, 'administrator');
  await visitor.go('staff/roles');
  await visitor.fine('roles');
  await page.locator('input[name="mail"]').fill(mail);
  await page.locator('select[name="role"]').selectOption('moderator');
  await page.locator('select[name="kind"]').selectOption('district');
  await page.locator('input[name="of"]').fill('nowhere');
  await refused(visitor, 422, async () => {
    await page.locator('form[action$="/staff/roles"] button').last().click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('roles-wrong');
  await page.locator('select[name="kind"]').selectOption('city');
  await page.locator('input[name="of"]').fill('');
  await page.locator('form[action$="/staff/roles"] button').last().click();
  await page.locator('#form-errors').waitFor({ state: 'detached' });
  assert.match(await page.locator('main table').innerText(), /Ugo/);
  await page.context().clearCookies();
  await be(visitor, 'auditor');
  await visitor.go('staff/trail');
  assert.ok(await page.locator('.alert-success').count(), 'the chain is whole');
  assert.match(await page.locator('main table').innerText(), /people\.grant/);
  await visitor.fine('trail');
  await refused(visitor, 403, () => visitor.goExpecting(403, 'staff/roles'));
});

story('one signs out, ends a session, and erases everything', FAMILIES.slice(0, 2), async (visitor) => {
  const { page } = visitor;
  const mail = await comeIn(visitor, 'Iris');
  await visitor.go('my/data');
  await refused(visitor, 422, async () => {
    await page.locator('form[action$="/erase"] button').click();
    await page.locator('#form-errors').waitFor();
  });
  await page.locator('input[name="sure"]').check();
  await Promise.all([page.waitForURL(new RegExp(`/${visitor.lang}/$`)), page.locator('form[action$="/erase"] button').click()]);
  await visitor.go('my');
  assert.equal(visitor.path(), '/sign-in', 'nobody is in any more');
  await page.locator('input[name="mail"]').fill(mail);
  await page.locator('form[action$="/sign-in/mail"] button').click();
  await page.locator('main a.btn').waitFor();
});

story('the ways in are complete in each language', LANGUAGES.map((lang) => ({ size: 'phone', lang })), async (visitor) => {
  for (const path of ['sign-in', 'sign-in/paper', 'sign-in/demo']) {
    await visitor.go(path);
    await visitor.fine(path.replace('/', '-'));
  }
  await be(visitor, 'family');
  for (const path of ['my', 'my/facts', 'my/children/new', 'my/consents', 'my/account', 'my/data', 'my/looks']) {
    await visitor.go(path);
    await visitor.fine(`${path.replaceAll('/', '-')}-family`);
  }
});

story('a 16-year-old comes in alone, and a child cannot', FAMILIES.slice(0, 2), async (visitor) => {
  const { page } = visitor;
  const years = (n) => `${new Date().getFullYear() - n}-01-01`;
  await comeIn(visitor, 'Noa');
  await visitor.go('my/facts');
  await refused(visitor, 422, async () => {
    await page.locator('input[name="birth"]').fill(years(12));
    await page.locator('main form button').click();
    await page.locator('#form-errors').waitFor();
  });
  await visitor.fine('facts-too-young');
  await page.locator('input[name="birth"]').fill(years(16));
  await send(visitor);
  assert.equal(visitor.path(), '/my');
  assert.equal(await page.locator('main a[href$="/my/children/new"]').count(), 0, 'nobody adds children at 16');
  await visitor.fine('my-young');
  await visitor.go('my/consents');
  await page.locator('#consent-participation ~ form button').click();
  await page.locator('#consent-participation ~ form button[value="no"]').waitFor();
  await visitor.fine('consents-young');
});

story('an administrator sees what the machine does by itself', STAFF, async (visitor) => {
  await be(visitor, 'administrator');
  await visitor.go('staff');
  await visitor.fine('staff-administrator');
  await visitor.go('staff/jobs');
  assert.ok(await visitor.page.locator('main table tbody tr').count(), 'letters were sent');
  await visitor.fine('jobs');
});

story('a form goes on where it was after coming in', FAMILIES.slice(0, 3), async (visitor) => {
  const { page } = visitor;
  await be(visitor, 'family');
  await visitor.go('my/children/new');
  await page.locator('input[name="given"]').fill('Amélie');
  await page.locator('input[name="birth"]').fill('2019-02-03');
  await page.locator('input[name="declared"]').check();
  // The session ends while they type.
  await page.context().clearCookies({ name: '__Host-session' });
  await send(visitor);
  assert.match(page.url(), /\/sign-in\?to=/);
  await visitor.fine('sign-in-typed');
  await page.locator('a[href*="/sign-in/demo"]').click();
  const form = page.locator('main form').filter({ has: page.locator('input[value="family"]') });
  await Promise.all([page.waitForURL(/\/my\/children\/new/), form.locator('button').click()]);
  await page.locator('#resumed').waitFor();
  assert.equal(await page.locator('input[name="given"]').inputValue(), 'Amélie');
  assert.equal(await page.locator('input[name="birth"]').inputValue(), '2019-02-03');
  assert.ok(await page.locator('input[name="declared"]').isChecked());
  await visitor.fine('child-typed');
  // In another browser the page says where it waits.
  const there = page.url();
  const kept = await page.context().cookies();
  await page.context().clearCookies({ name: '__Host-typed' });
  await page.goto(there);
  assert.equal(await page.locator('input[name="given"]').inputValue(), '');
  await visitor.fine('child-typed-elsewhere');
  await page.context().addCookies(kept);
  await page.goto(there);
  await Promise.all([page.waitForURL(/\/my\/children\/[0-9a-f-]{36}$/), page.locator('main form button').last().click()]);
  assert.match(await page.locator('h1').innerText(), /Amélie/);
  await page.goto(there);
  assert.equal(await page.locator('#resumed').count(), 0, 'sent is sent');
  // Out, one step from here.
  await Promise.all([page.waitForURL(/\/(it|ar|en)\/$/), page.locator('header form[action$="/sign-out"] button').click()]);
});

story('an administrator ends the sessions of somebody, who is told', STAFF, async (visitor) => {
  const { page } = visitor;
  // Nobody of the other stories: their sessions would end, too.
  await be(visitor, 'coordinator');
  await visitor.go('my/account');
  const theirs = await page.context().cookies();
  await page.context().clearCookies();
  await be(visitor, 'administrator');
  await visitor.go('staff/sessions');
  await send422(visitor);
  await visitor.fine('staff-sessions-wrong');
  await page.locator('input[name="who"]').fill('coordinator@demo.example');
  await page.locator('input[name="reason"]').fill('telefono perso');
  await page.locator('main form button').last().click();
  await page.locator('.alert-success').waitFor();
  await visitor.fine('staff-sessions');
  await page.context().clearCookies();
  await page.context().addCookies(theirs);
  await visitor.go('my');
  assert.match(page.url(), /\/sign-in\?to=/, 'out at once');
  await be(visitor, 'coordinator');
  await visitor.go('my/messages');
  assert.match(await page.locator('main').innerText(), /telefono perso/);
});

/** Sends the page's form empty: it says at its fields what is wrong. */
async function send422(visitor) {
  await refused(visitor, 422, async () => {
    await visitor.page.locator('main form button').last().click();
    await visitor.page.locator('#form-errors').first().waitFor();
  });
}
