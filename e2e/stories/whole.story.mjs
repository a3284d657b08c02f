// The whole way of the money, in a city of its own: a mother finds a swimming course and books it for both
// children, part voucher part own money; the pool takes both tickets; one child is ill once, the pool
// cancels a lesson; the city pays the pool, the bank sends the line back, and it is paid again. After every
// step every account is right, and the program itself says that its books are.
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import { missing, own } from '../lib/own.mjs';
import { assert, story } from '../lib/story.mjs';
import { be, choose, course, day, minutes, press, ticket } from '../lib/town.mjs';

const GRANT = 500_000;

let city;
before(async () => {
  if (!missing()) city = await own();
});
after(() => city?.stop());

/** What the bank says about one payment: an entry of its notification. */
function notification(message, payout, amount, side, more = '') {
  const money = `<Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${side}</CdtDbtInd>`;
  const today = day(new Date());
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"><BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>${message}</MsgId><CreDtTm>${today}T08:00:00</CreDtTm></GrpHdr><Ntfctn><Id>N-${message}</Id><CreDtTm>${today}T08:00:00</CreDtTm><Acct><Id><IBAN>IT60X0542811101000000123456</IBAN></Id></Acct><Ntry>${money}<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>${today}</Dt></BookgDt><ValDt><Dt>${today}</Dt></ValDt><AcctSvcrRef>REF</AcctSvcrRef><BkTxCd><Prtry><Cd>48</Cd></Prtry></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>${payout}</EndToEndId></Refs>${money}${more}</TxDtls></NtryDtls></Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
}
const RETURNED = '<RtrInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>conto estinto</AddtlInf></RtrInf>';

/** Somebody of the finance office writes the pool's account, another one verifies it. */
async function account(visitor, iban) {
  const { page } = visitor;
  await be(visitor, 'finance');
  await visitor.go('staff/payments');
  const form = page.locator('main form[action$="/staff/payees"]');
  await form.locator('select[name="organisation"]').selectOption({ index: 0 });
  await form.locator('input[name="iban"]').fill(iban);
  await form.locator('input[name="holder"]').fill('ASD Nuoto');
  await Promise.all([page.waitForURL(/\/staff\/payments$/), form.locator('button').click()]);
  await be(visitor, 'treasurer');
  await visitor.go('staff/payments');
  const verify = page.locator('main form[action*="/staff/payees/"]');
  await verify.first().locator('button').first().click();
  await verify.waitFor({ state: 'detached' });
}

/** Prepared and sealed by one, approved by another, taken by the first. The identifier of its one payment. */
async function pay(visitor) {
  const { page } = visitor;
  await be(visitor, 'finance');
  await visitor.go('staff/payments');
  const form = page.locator('main form[action$="/staff/payments"]');
  await form.locator('input[name="until"]').fill(day(new Date()));
  await Promise.all([page.waitForURL(/\/staff\/payments\/[0-9a-f-]{36}$/), form.locator('button').click()]);
  const batch = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  await visitor.fine('whole-batch');
  await page.locator('main form[action$="/seal"] button').click();
  await page.locator('main form[action$="/seal"]').waitFor({ state: 'detached' });
  assert.equal(await page.locator('main form[action$="/approve"]').count(), 0, 'nobody approves what they prepared');
  await be(visitor, 'treasurer');
  await visitor.go(batch);
  await page.locator('main form[action$="/approve"] button').click();
  await page.locator('main form[action$="/approve"]').waitFor({ state: 'detached' });
  await be(visitor, 'finance');
  await visitor.go(batch);
  const file = page.locator('main form[action$="/export"]').filter({ has: page.locator('input[value="pain001"]') });
  const [download] = await Promise.all([page.waitForEvent('download'), file.locator('button').click()]);
  const text = readFileSync(await download.path(), 'utf8');
  const payments = [...text.matchAll(/<EndToEndId>([^<]+)<\/EndToEndId>/g)];
  assert.equal(payments.length, 1);
  assert.match(text, /<InstdAmt Ccy="EUR">25\.00<\/InstdAmt>/);
  await visitor.go(batch);
  await visitor.fine('whole-batch-sent');
  return payments[0][1];
}

/** The bank's file is taken. */
async function bank(visitor, text) {
  const { page } = visitor;
  await be(visitor, 'finance');
  await visitor.go('staff/bank');
  const file = { name: 'bank.xml', mimeType: 'application/xml', buffer: Buffer.from(text) };
  await page.locator('main form[action$="/staff/bank"] input[type="file"]').setInputFiles(file);
  await Promise.all([
    page.waitForResponse((r) => r.request().method() === 'POST' && r.status() < 400),
    page.locator('main form[action$="/staff/bank"] button').click(),
  ]);
  await page.waitForLoadState();
  await visitor.fine('whole-bank');
}

story('from the search to the bank and back', [{ size: 'phone', lang: 'it' }, { size: 'desktop', lang: 'en' }], async (visitor) => {
  const { page } = visitor;
  if (!city) return assert.ok(process.env.WISHMI_E2E_PROGRAM === undefined, 'its city did not start');
  // A ticket is taken on the day of the first lesson: in the last hour of the day there is none left.
  if (day(minutes(50)) !== day(new Date())) return;
  visitor.base = city.base;
  // One city, told twice: what was paid in the telling before stays paid.
  const old = city.verify();
  const spent = old.paid[0];
  const stands = ({ voucher, held = 0, payable = 0, sent = 0, paid = 0 }) => {
    const { appropriation: _, ...books } = city.verify();
    const sum = Object.values(books).reduce((all, [balance]) => all + balance, 0);
    assert.equal(sum, GRANT, 'nothing is made and nothing is lost');
    assert.deepEqual(
      { voucher: books.voucher, payable: books.payable?.[0] ?? 0, sent: books.in_payment?.[0] ?? 0, paid: books.paid[0] },
      { voucher: [old.voucher[0] + voucher, held], payable, sent, paid: spent + paid },
    );
    assert.equal(books.unallocated[0], old.unallocated[0]);
  };
  stands({ voucher: 0 });

  // The pool opens a course of four lessons, from today.
  const title = `Nuoto per bambini ${visitor.lang}`;
  const opened = await course(visitor, title);
  const { pool, service, session } = opened;

  // The mother looks for it by its name, and finds it.
  await visitor.go(`service/${service}`);
  const name = await page.locator('main h1').innerText();
  await be(visitor, 'family');
  await visitor.go('search');
  await page.locator('main input[name="q"], header input[name="q"]').first().fill(name);
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=/);
  await visitor.follow(`main a[href*="/service/${service}"]`);
  await choose(visitor, opened, title);
  await press(visitor, 'main form button[type="submit"]', /\/my\/bookings$/);
  stands({ voucher: 0, held: 4_000 });

  // Both tickets, and the pool takes them: half from the voucher, half from the mother's own purse.
  const tickets = {};
  for (const child of ['Emma', 'Leo']) {
    await visitor.go('my/bookings');
    const link = page.locator('main h3 a').filter({ hasText: title }).filter({ hasText: child }).first();
    const href = (await link.getAttribute('href')).replace(/^\/[^/]+\//, '');
    await visitor.go(href);
    tickets[child] = { code: await ticket(visitor), href };
  }
  await be(visitor, 'association');
  for (const [child, { code }] of Object.entries(tickets)) {
    await visitor.go(`${pool}/redeem`);
    await page.locator('input[name="code"]').fill(code);
    await press(visitor, 'main form[action$="/quote"] button[type="submit"]', /\/quote$/);
    const quote = await page.locator('#quote').innerText();
    assert.match(quote, new RegExp(child));
    assert.match(quote, /20[.,]00/);
    await press(visitor, 'main form[action$="/take"] button', /\/receipts\//);
  }
  await visitor.fine('whole-receipt');
  stands({ voucher: -4_000, payable: 4_000 });

  // One child is ill once, told before: a quarter of the voucher's part comes back.
  await be(visitor, 'family');
  await visitor.go(tickets.Leo.href);
  const ill = page.locator('main form[action$="/ill"]').filter({ has: page.locator('input[value="2"]') });
  await ill.locator('button').click();
  await ill.waitFor({ state: 'detached' });
  stands({ voucher: -3_500, payable: 3_500 });

  // The pool cancels the third lesson: both get their quarter back.
  await be(visitor, 'association');
  await visitor.go(`${pool}/bookings/${session}/lessons/3`);
  const off = page.locator('main details').filter({ has: page.locator('form[action$="/cancel"]') });
  await off.locator('summary').click();
  await off.locator('input[name="reason"]').fill('La vasca è chiusa');
  await Promise.all([
    page.waitForResponse((r) => r.request().method() === 'POST' && r.status() < 400),
    off.locator('button').click(),
  ]);
  await page.waitForLoadState();
  stands({ voucher: -2_500, payable: 2_500 });

  // The city pays; the bank sends the line back; the account is mended, and it is paid again.
  await account(visitor, 'IT60X0542811101000000123456');
  const first = await pay(visitor);
  stands({ voucher: -2_500, sent: 2_500 });
  await bank(visitor, notification(`BACK-${visitor.lang}`, first, '25.00', 'CRDT', RETURNED));
  stands({ voucher: -2_500, payable: 2_500 });
  await visitor.go('staff/incidents');
  assert.match(await page.locator('main').innerText(), /AC04/);
  await visitor.fine('whole-flag');
  await be(visitor, 'association');
  await visitor.go(`${pool}/redeem/statement`);
  await visitor.fine('whole-statement');
  await account(visitor, 'DE89370400440532013000');
  const second = await pay(visitor);
  assert.notEqual(second, first);
  await bank(visitor, notification(`PAID-${visitor.lang}`, second, '25.00', 'DBIT'));
  stands({ voucher: -2_500, paid: 2_500 });

  // The mother sees what is left, and what happened, in words.
  await be(visitor, 'family');
  await visitor.go('my/vouchers');
  await visitor.fine('whole-wallet');
}, { timeout: 400_000 });
