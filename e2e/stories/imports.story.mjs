// Files from the browser: a volunteer brings the sessions of a service from a spreadsheet, an officer
// a file of the city.
import { LANGUAGES, assert, story } from '../lib/story.mjs';
import { be, press } from '../lib/town.mjs';

const ALL = [
  { size: 'phone', lang: 'it' },
  { size: 'phone', lang: 'it', script: false },
  { size: 'phone', lang: 'ar' },
  { size: 'desktop', lang: 'en' },
];

/** Expects that the next answer is a refusal, shown above the form. */
async function refused(visitor, status, act) {
  visitor.expected.push(status);
  await act();
  await visitor.page.locator('#form-errors').waitFor();
  visitor.errors = visitor.errors.filter((e) => !e.includes(String(status)));
}

/** Looks again by the page's own link until something is there. */
async function until(visitor, selector) {
  for (let tries = 0; tries < 60; tries++) {
    if (await visitor.page.locator(selector).count()) return;
    await visitor.page.waitForTimeout(1000);
    await visitor.page.reload();
  }
  assert.fail(`${selector} does not come on ${visitor.page.url()}`);
}

const FILE = /\/sessions\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/;
const ROOM = /\/sessions\/[0-9a-f-]{36}$/;
const RUN = /\/staff\/imports\/runs\/[0-9a-f-]{36}$/;

const csv = (text) => ({ name: 'incontri.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

story('a volunteer brings sessions from a spreadsheet', ALL, async (visitor) => {
  const { page } = visitor;
  const year = new Date().getFullYear() + 1;
  const mark = `gruppo ${Math.floor(Math.random() * 1e6)}`;
  await be(visitor, 'association');
  await visitor.go('provider');
  await visitor.follow('main .people-list a');
  // Other stories change the first services at the same time: this one has the last for itself.
  await Promise.all([page.waitForURL(ROOM), page.locator('main a[href*="/sessions/"]').last().click()]);
  await visitor.fine('sessions');
  const service = new URL(page.url()).pathname.match(/[0-9a-f-]{36}$/)[0];
  const room = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  // The table to fill in is a download, in the reader's language.
  const template = await page.locator('main a[href$="/template"]').getAttribute('href');
  const given = await page.request.get(visitor.base + template);
  assert.match(given.headers()['content-disposition'], /^attachment/);
  assert.equal((await given.body()).subarray(0, 2).toString(), 'PK');
  // A program that calls itself a table is none.
  await page.locator('input[name="file"]').setInputFiles({ name: 'incontri.csv', mimeType: 'text/csv', buffer: Buffer.from('MZ\x90\0\x03') });
  await refused(visitor, 422, () => page.locator('form[enctype] button').click());
  await visitor.fine('sessions-wrong-file');
  // Two mistakes, told by row and column; nothing can be taken.
  const head = 'Data;Dalle ore;Alle ore;Nota';
  await page.locator('input[name="file"]').setInputFiles(csv(`${head}\n12/03/${year};17.30;18:30;${mark}\n31/02/${year};17:30;18:30;\n14/03/${year};17:30;16:30;\n`));
  await press(visitor, 'form[enctype] button', FILE);
  await visitor.fine('sessions-two-mistakes');
  assert.equal(await page.locator('#bad ~ ul > li').count(), 2);
  assert.equal(await page.locator('button[value="take"]').count(), 0);
  // Mended, sent again, taken.
  await press(visitor, 'main a.btn-primary', ROOM);
  await page.locator('input[name="file"]').setInputFiles(csv(`${head}\n12/03/${year};17.30;18:30;${mark}\n28/02/${year};17:30;18:30;\n14/03/${year};17:30;18:30;\n`));
  await press(visitor, 'form[enctype] button', FILE);
  await visitor.fine('sessions-mended');
  assert.equal(await page.locator('#bad').count(), 0);
  assert.equal(await page.locator('#new ~ ul > li').count(), 3);
  await Promise.all([page.waitForResponse((r) => r.request().method() === 'GET' && FILE.test(r.url())), page.locator('button[value="take"]').click()]);
  await page.waitForLoadState();
  await until(visitor, 'button[value="undo"]');
  await visitor.fine('sessions-taken');
  const done = new URL(page.url()).pathname.replace(/^\/[^/]+\//, '');
  // Families read them on the public sheet.
  const publicPage = async () => {
    await visitor.go(`service/${service}`);
    return page.locator('main').innerText();
  };
  let read = '';
  for (let tries = 0; tries < 30 && !read.includes(mark); tries++) {
    read = await publicPage();
    if (!read.includes(mark)) await page.waitForTimeout(500);
  }
  assert.ok(read.includes(mark), 'the session is on the public sheet');
  await visitor.fine('sessions-public');
  // The same file twice changes nothing.
  await visitor.go(room);
  await page.locator('input[name="file"]').setInputFiles(csv(`${head}\n12/03/${year};17.30;18:30;${mark}\n28/02/${year};17:30;18:30;\n14/03/${year};17:30;18:30;\n`));
  await press(visitor, 'form[enctype] button', FILE);
  assert.equal(await page.locator('button[value="take"]').count(), 0);
  await visitor.fine('sessions-again');
  // Taken back.
  await visitor.go(done);
  await page.locator('main details summary').last().click();
  await page.locator('button[value="undo"]').click();
  await page.locator('button[value="undo"]').waitFor({ state: 'detached' });
  await visitor.fine('sessions-undone');
  for (let tries = 0; tries < 30 && read.includes(mark); tries++) {
    read = await publicPage();
    if (read.includes(mark)) await page.waitForTimeout(500);
  }
  assert.ok(!read.includes(mark), 'the session is gone from the public sheet');
  // An address that is not public is not asked.
  await visitor.go(room);
  await page.locator('input[name="address"]').fill('https://192.168.1.1/calendario.ics');
  await refused(visitor, 422, () => page.locator('button[value="read"]').click());
  assert.equal(await page.locator('input[name="address"]').inputValue(), 'https://192.168.1.1/calendario.ics');
  await visitor.fine('sessions-private-address');
});

/** A list of libraries as the profile `biblioteche` reads it; with a row that lacks what is needed. */
function libraries(mark, wrong) {
  const head = 'nome;indirizzo;telefono;note;municipio;lat;lon';
  const good = `Biblioteca della prova ${mark};Via dell'Esempio ${mark % 90 + 1};0212345678;;1;45.4642;9.19`;
  return [head, good, ...(wrong ? [`Biblioteca senza indirizzo ${mark};;;;1;45.46;9.19`] : [])].join('\n') + '\n';
}

story('an officer tries a file, imports it and takes it back', ALL, async (visitor) => {
  const { page } = visitor;
  const mark = Math.floor(Math.random() * 1e6);
  await be(visitor, 'moderator');
  await visitor.go('staff/imports');
  await visitor.follow('main a[href$="/staff/imports/start"]');
  await visitor.fine('import-sources');
  await visitor.follow('main a[href*="profile=milano-biblioteche"]:not([href*="iccu"])');
  await visitor.fine('import-start');
  await refused(visitor, 422, () => page.locator('form[enctype] button').click());
  await visitor.fine('import-no-file');
  const send = async (text) => {
    await page.locator('input[name="file"]').setInputFiles({ name: 'biblioteche.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await press(visitor, 'form[enctype] button', RUN);
  };
  // With a mistake nothing is imported, unless the row is left out.
  await send(libraries(mark, true));
  await visitor.fine('import-waits');
  await until(visitor, 'button[value="leave-out"]');
  await visitor.fine('import-tried-wrong');
  assert.equal(await page.locator('button[value="import"]').count(), 0);
  await press(visitor, 'main a.btn-primary', /\/staff\/imports\/start\?profile=/);
  await send(libraries(mark, false));
  await until(visitor, 'button[value="import"]');
  await visitor.fine('import-tried');
  const trial = page.url();
  await Promise.all([page.waitForURL((url) => RUN.test(url.pathname) && url.href !== trial), page.locator('button[value="import"]').click()]);
  await until(visitor, 'main .wish-badge-success');
  await visitor.fine('import-done');
  await visitor.follow('main #findings ~ p a');
  await visitor.fine('import-number');
  const findings = await page.locator('main a[href$="/findings.csv"]').count();
  if (findings) {
    const href = await page.locator('main a[href$="/findings.csv"]').getAttribute('href');
    const given = await page.request.get(visitor.base + href);
    assert.equal(given.headers()['content-type'], 'text/csv; charset=utf-8');
  }
  const state = await page.locator('main h1 + p').innerText();
  await page.locator('main details summary').last().click();
  await page.locator('form[action$="/undo"] button').click();
  await page.locator('form[action$="/undo"]').waitFor({ state: 'detached' });
  assert.notEqual(await page.locator('main h1 + p').innerText(), state);
  await visitor.fine('import-undone');
});

story('the pages of imports are complete in each language', LANGUAGES.map((lang) => ({ size: 'phone', lang })), async (visitor) => {
  await be(visitor, 'association');
  await visitor.go('provider');
  await visitor.follow('main .people-list a');
  await visitor.follow('main a[href*="/sessions/"]');
  await visitor.fine('sessions-complete');
  await visitor.page.locator('input[name="file"]').setInputFiles(csv('Data;Dalle ore;Alle ore;Colore\n31/02/2031;25;;x\n'));
  await press(visitor, 'form[enctype] button', FILE);
  await visitor.fine('sessions-file-complete');
  await be(visitor, 'moderator');
  for (const path of ['staff/imports/start', 'staff/imports/start?profile=milano-biblioteche']) {
    await visitor.go(path);
    await visitor.fine('import-start-complete');
  }
});
