// Programs of an organisation: a manager makes a key, a program uses it until it is withdrawn; an address for
// notices is added, tested, given another secret, paused and ended. In a city of one's own messages really
// arrive, at a receiver of this story, signed as they should be.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { after, before } from 'node:test';
import { own, missing } from '../lib/own.mjs';
import { BASE } from '../lib/browser.mjs';
import { assert, story } from '../lib/story.mjs';

const ALL = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'ar', script: false },
  { size: 'desktop', lang: 'en' },
];

/** Comes in as one of the demo's invented people. */
async function be(visitor, who) {
  await visitor.page.context().clearCookies();
  await visitor.go('sign-in/demo');
  const form = visitor.page.locator('main form').filter({ has: visitor.page.locator(`input[value="${who}"]`) });
  await Promise.all([visitor.page.waitForURL(/\/my$/), form.locator('button').click()]);
}

/** Sends a form; the answer's status. */
async function send(visitor, form) {
  const [answer] = await Promise.all([
    visitor.page.waitForResponse((r) => r.request().method() === 'POST'),
    form.locator('button').first().click(),
  ]);
  await visitor.page.waitForLoadState('load');
  return answer.status();
}

/** Expects that the next answer is a refusal. */
async function refused(visitor, act) {
  visitor.expected.push(422);
  await act();
  visitor.errors = visitor.errors.filter((e) => !e.includes('422'));
  visitor.expected.pop();
}

/** Opens what is folded around a form, and sends it. */
async function confirm(visitor, ending, within) {
  const form = within.locator(`form[action$="${ending}"]`);
  const folded = within.locator('details').filter({ has: visitor.page.locator(`form[action$="${ending}"]`) });
  await folded.locator('summary').click();
  return send(visitor, form);
}

/** From the area of the organisation to its programs, by the doors managers see. */
async function toPrograms(visitor) {
  await be(visitor, 'association');
  await visitor.follow('main a[href$="/provider"]');
  await visitor.follow('main a[href*="/provider/org/"]');
  return visitor.follow('main a[href$="/programs"]');
}

const ask = async (base, secret) => {
  const answer = await fetch(`${base}/api/vouchers/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
  return [answer.status, await answer.json()];
};

story('a key works until it is withdrawn', ALL, async (visitor) => {
  const { page } = visitor;
  if (visitor.script) await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const programs = await toPrograms(visitor);
  await visitor.fine('programs');
  const making = page.locator('main form[action$="/programs/keys"]');
  // Nothing written, and no days: told at the fields, and what was typed is kept.
  await page.locator('input[name="days"]').fill('0');
  await page.locator('input[name="scope"][value="operator"]').check();
  await refused(visitor, async () => assert.equal(await send(visitor, making), 422));
  await page.locator('#field-name-error').waitFor();
  await page.locator('#field-days-error').waitFor();
  assert.equal(await page.locator('input[name="days"]').inputValue(), '0');
  assert.ok(await page.locator('input[name="scope"][value="operator"]').isChecked());
  await visitor.fine('programs-wrong-key');
  const name = `Cassa ${visitor.lang} ${Date.now() % 1_000_000}`;
  await page.locator('input[name="name"]').fill(name);
  await page.locator('input[name="days"]').fill(visitor.lang === 'ar' ? '٣٠' : '30');
  await page.locator('input[name="scope"][value="read"]').check();
  assert.equal(await send(visitor, making), 200);
  const secret = (await page.locator('#secret').innerText()).trim();
  assert.match(secret, /^wmk_[\w-]{43}$/);
  await visitor.fine('programs-key');
  const copy = page.locator('[data-copy] button');
  assert.equal(await copy.isVisible(), visitor.script, 'the button is there where it works');
  if (visitor.script) {
    await copy.click();
    await page.waitForFunction(() => document.querySelector('[data-copy] button').textContent !== '');
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);
  }
  const [status, me] = await ask(BASE, secret);
  assert.equal(status, 200);
  assert.equal(me.scope, 'read');
  // Sent again by the browser it makes no second key, and shows nothing.
  await refused(visitor, async () => {
    const again = await page.reload();
    assert.equal(again.status(), 422);
  });
  assert.ok(!(await page.content()).includes(secret));
  const row = page.locator('#keys ~ ul > li').filter({ hasText: name });
  assert.equal(await row.count(), 1);
  await visitor.fine('programs-key-again');
  assert.equal((await page.goto(`${BASE}${programs}`)).status(), 200);
  assert.ok(!(await page.content()).includes(secret));
  await visitor.fine('programs-one-key');
  await confirm(visitor, '/withdraw', row);
  await page.waitForURL(new RegExp(`${programs}$`));
  assert.equal(await row.count(), 0);
  assert.deepEqual(
    (await ask(BASE, secret)).map((said) => said.code ?? said),
    [401, 'unauthorized'],
  );
  await visitor.fine('programs-withdrawn');
});

story('an address for notices is tested, changed, paused and ended', ALL, async (visitor) => {
  const { page } = visitor;
  await toPrograms(visitor);
  const adding = page.locator('main form[action$="/programs/hooks"]');
  for (const wrong of ['http://cassa.example.org/notices', 'https://127.0.0.1/notices']) {
    await page.locator('input[name="address"]').fill(wrong);
    await refused(visitor, async () => assert.equal(await send(visitor, adding), 422));
    await page.locator('#field-address-error').waitFor();
    assert.equal(await page.locator('input[name="address"]').inputValue(), wrong);
  }
  await visitor.fine('programs-wrong-address');
  // A name that leads nowhere, by its standard (RFC 6761).
  const address = `https://story-${visitor.lang}-${Date.now() % 1_000_000}.invalid/notices?from=wishmi`;
  await page.locator('input[name="address"]').fill(address);
  assert.equal(await send(visitor, adding), 200);
  const first = (await page.locator('#secret').innerText()).trim();
  assert.match(first, /^whsec_/);
  await visitor.fine('programs-hook-made');
  await visitor.follow('main a.btn-primary');
  const hook = page.url();
  const main = page.locator('main');
  assert.match(await main.innerText(), /story-/);
  await send(visitor, main.locator('form[action$="/test"]'));
  // It is sent at once, and what came of it stands there.
  const outcome = page.locator('#messages ~ ul > li').first();
  for (let n = 0; n < 60 && !(await outcome.locator('form[action$="/again"], .wish-badge-danger').count()); n += 1) {
    await page.waitForTimeout(500);
    await page.goto(hook);
  }
  await outcome.locator('.wish-badge-danger').waitFor();
  assert.match(await outcome.innerText(), /webhook\.test/);
  await outcome.locator('summary').click();
  assert.match(await outcome.locator('details').innerText(), /"type":"webhook.test"/);
  await visitor.fine('programs-hook-tested');
  assert.equal(await confirm(visitor, '/rotate', main), 200);
  const second = (await page.locator('#secret').innerText()).trim();
  assert.match(second, /^whsec_/);
  assert.notEqual(second, first);
  await visitor.fine('programs-secret');
  await page.goto(hook);
  assert.ok(!(await page.content()).includes(second));
  await send(visitor, main.locator('form[action$="/pause"]'));
  await main.locator('form[action$="/resume"]').waitFor();
  await visitor.fine('programs-hook-paused');
  await send(visitor, main.locator('form[action$="/resume"]'));
  await main.locator('form[action$="/pause"]').waitFor();
  await confirm(visitor, '/end', main);
  await page.waitForURL(hook);
  assert.equal(await main.locator('form').count(), 0, 'nothing more can be done with it');
  await visitor.fine('programs-hook-ended');
});

const received = [];
let town;
let receiver;
before(async () => {
  if (missing()) return;
  receiver = createServer((request, answer) => {
    let body = '';
    request.on('data', (bytes) => (body += bytes));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      answer.writeHead(204).end();
    });
  });
  await new Promise((done) => receiver.listen(0, '127.0.0.1', done));
  // Only for tests an installation may ask machines of its own.
  town = await own({ WISHMI_FEEDS_PRIVATE: 'true' });
});
after(() => {
  receiver?.close();
  town?.stop();
});

function signatures({ headers, body }, secret) {
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
}

story('what is sent arrives, signed with both secrets', [{ size: 'phone', lang: 'it' }], async (visitor) => {
  if (!town) return;
  const { page } = visitor;
  visitor.base = town.base;
  await toPrograms(visitor);
  const main = page.locator('main');
  const secret = async () => (await page.locator('#secret').innerText()).trim();
  await page.locator('input[name="address"]').fill(`http://127.0.0.1:${receiver.address().port}/notices`);
  await send(visitor, main.locator('form[action$="/programs/hooks"]'));
  const first = await secret();
  await visitor.follow('main a.btn-primary');
  const hook = page.url();
  const test = async () => {
    const before = received.length;
    await send(visitor, main.locator('form[action$="/test"]'));
    for (let n = 0; n < 120 && received.length === before; n += 1) await page.waitForTimeout(250);
    assert.equal(received.length, before + 1, 'the test arrives, once');
    return received.at(-1);
  };
  const one = await test();
  assert.equal(one.headers['webhook-signature'], signatures(one, first));
  assert.equal(JSON.parse(one.body).type, 'webhook.test');
  const arrived = page.locator('#messages ~ ul > li .wish-badge-success');
  for (let n = 0; n < 60 && !(await arrived.count()); n += 1) {
    await page.waitForTimeout(250);
    await page.goto(hook);
  }
  await visitor.fine('programs-hook-arrived');
  await confirm(visitor, '/rotate', main);
  const second = await secret();
  await page.goto(hook);
  const two = await test();
  assert.equal(two.headers['webhook-signature'], `${signatures(two, second)} ${signatures(two, first)}`);
  // A test arrives also while nothing else is sent.
  await send(visitor, main.locator('form[action$="/pause"]'));
  await test();
  await send(visitor, main.locator('form[action$="/resume"]'));
  await confirm(visitor, '/end', main);
});
