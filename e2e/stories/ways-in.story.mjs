// Coming in with a passkey, with SPID, with a city's own directory. Letters and codes on paper are tried in
// people.story.mjs.
import { after, before, test } from 'node:test';
import { BASE } from '../lib/browser.mjs';
import { connected, missing } from '../lib/peers.mjs';
import { assert, story } from '../lib/story.mjs';

/** Browsers know passkeys under names only. */
const NAMED = BASE.replace('127.0.0.1', 'localhost');

/** Comes in as one of the demo's invented people. */
async function be(visitor, who) {
  await visitor.go('sign-in/demo');
  const form = visitor.page.locator('main form').filter({ has: visitor.page.locator(`input[value="${who}"]`) });
  await Promise.all([visitor.page.waitForURL(/\/my$/), form.locator('button').click()]);
}

story('one adds a passkey, and comes in with it', [{ size: 'phone', lang: 'it' }, { size: 'phone', lang: 'ar' }], async (visitor) => {
  const { page } = visitor;
  visitor.base = NAMED;
  const wire = await page.context().newCDPSession(page);
  await wire.send('WebAuthn.enable');
  const { authenticatorId } = await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await be(visitor, visitor.lang === 'ar' ? 'newcomer' : 'administrator');
  await visitor.go('my/account');
  const ways = await page.locator('#ways + ul li').count();
  await page.locator('input[name="label"]').fill('telefono');
  await visitor.fine('account-passkey');
  await page.locator('form[data-passkey="create"] button').click();
  await page.waitForFunction((n) => document.querySelectorAll('#ways + ul li').length > n, ways);
  assert.match(await page.locator('#ways + ul').innerText(), /telefono/);
  // The same device once more is told that it has one.
  await page.locator('form[data-passkey="create"] button').click();
  await page.locator('form[data-passkey="create"] [role="alert"]').filter({ hasText: /./ }).waitFor();
  await page.context().clearCookies();
  await visitor.go('sign-in?to=/my/looks');
  await page.locator('form[data-passkey="get"] button').click();
  await page.waitForURL((url) => url.pathname.endsWith('/my/looks'));
  // Roles hold: a passkey is two factors.
  await page.waitForLoadState('load');
  if (visitor.lang === 'it') {
    const answer = await visitor.go('staff/roles');
    assert.equal(answer.status(), 200);
  }
  await page.context().clearCookies();
  // Who does not prove themselves to the device is told so, and not let in.
  await wire.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await visitor.go('sign-in');
  await page.locator('form[data-passkey="get"] button').click();
  await page.locator('form[data-passkey="get"] [role="alert"]').filter({ hasText: /./ }).waitFor();
  await visitor.fine('sign-in-passkey-no');
});

const why = missing();
if (why) {
  test('identities of others', { skip: why }, () => {});
} else {
  let city;
  before(async () => {
    city = await connected();
  });
  after(() => city?.stop());

  const WITH = [{ size: 'phone', lang: 'it' }, { size: 'phone', lang: 'it', script: false }];
  const there = (visitor) => Object.assign(visitor, { base: city.base, others: city.others });

  story('a mother comes in with SPID and goes on where she was', WITH, async (visitor) => {
    const { page } = there(visitor);
    await visitor.go('my/children/new');
    assert.equal(new URL(page.url()).pathname, '/it/sign-in');
    await visitor.fine('sign-in-spid');
    await page.locator('main form[action$="/sign-in/with/spid"] button').click();
    await page.locator('input[name="username"]').fill('ada');
    await page.locator('input[name="password"]').fill('prova');
    await page.locator('button[type="submit"], input[type="submit"]').first().click();
    await page.locator('#agree').click();
    await page.waitForURL((url) => url.href.startsWith(city.base));
    visitor.errors = []; // what its pages lack is not ours
    if (page.url().includes('/my/facts')) {
      assert.equal(await page.locator('input[name="given"]').inputValue(), 'Ada', 'known from there');
      await page.locator('main form button').click();
    }
    await page.waitForURL(/\/it\/my\/children\/new$/);
    await visitor.go('my/account');
    assert.equal(await page.locator('#ways + ul li').count(), 1);
    await visitor.fine('account-spid');
  });

  story('somebody comes in with the directory of the city, and may say no there', WITH, async (visitor) => {
    const { page } = there(visitor);
    const walk = async (who) => {
      await visitor.go('sign-in');
      await page.locator('main form[action$="/sign-in/with/staff"] button').click();
      await page.locator('input[name="login"]').waitFor();
      await page.locator('input[name="login"]').fill(who);
      await page.locator('button').first().click();
      await page.waitForURL((url) => url.href.startsWith(city.base));
    };
    await walk('nobody');
    assert.match(page.url(), /sign-in\?wrong=identity-choose-again/);
    assert.ok(await page.locator('.alert-warning').isVisible(), 'what one can do is said');
    await visitor.fine('sign-in-refused');
    await walk('bob');
    if (page.url().includes('/my/facts')) await page.locator('main form button').click();
    await page.waitForURL(/\/it\/my$/);
    assert.match(await page.locator('main').innerText(), /Bob/);
    await page.locator('form[action$="/sign-out"] button').click();
    await page.waitForURL(/\/it\/$/);
    // An answer that nobody waits for, pushed into somebody's browser, finds nothing.
    await page.goto(`${city.base}/sign-in/staff/callback?code=x&state=y`);
    assert.match(page.url(), /sign-in\?wrong=identity-begin-again/);
  });
}
