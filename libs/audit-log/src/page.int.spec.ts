import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { isSplitView, parseSplitView } from './evidence.js';
import { verifierKeyText } from './keys.js';
import { entriesFrom, TestLog, Workplace } from './log.fixture.js';
import { nodeCryptography } from './node-cryptography.js';
import { SigningKey } from './signing-key.js';

const workplace = new Workplace();
afterAll(() => workplace.remove());
const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const executablePath = candidates.find((file) => file !== undefined && existsSync(file));
const file = workplace.path('verify.html');

beforeAll(() => {
  const { status, stderr } = spawnSync(
    process.execPath,
    [path.join(import.meta.dirname, '../../../tools/build/page.mjs'), file],
    { encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } },
  );
  expect([status, stderr]).toEqual([0, '']);
});

describe('the page', () => {
  it('is one file that names no other, and may reach none', () => {
    const page = readFileSync(file, 'utf8');
    expect(page).not.toMatch(/(src|href)\s*=\s*["']|@import|url\(|fetch\(|XMLHttpRequest|WebSocket/);
    expect(page).toMatch(
      /default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/,
    );
  });
});

const skipped =
  'No Chromium was found, so the page that verifies bundles was not opened in a browser. Install one, or name it in CHROMIUM_PATH.';
if (executablePath === undefined) {
  it('is opened in a browser', () => {
    if (process.env.CI === 'true') throw new Error(skipped);
    process.stderr.write(`skipped: ${skipped}\n`);
  });
}

const inBrowser = executablePath === undefined ? describe.skip : describe;
inBrowser('the page in a browser, from a disk', () => {
  let browser: Browser;
  let page: Page;
  let log: TestLog;
  let bundle: Uint8Array;
  const kept = workplace.path('kept');
  const complaints: string[] = [];
  const requested: string[] = [];

  beforeAll(async () => {
    log = await TestLog.of(workplace, 600);
    writeFileSync(kept, log.checkpointBytes());
    const since = log.checkpoint();
    await log.append(entriesFrom(600, 5_000));
    bundle = await log.bundle(100, 5_599, since);
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    page = await browser.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requested.push(request.url()));
    page.setDefaultTimeout(120_000);
  });
  afterAll(async () => {
    await browser.close();
    expect(complaints).toEqual([]);
    expect(requested.filter((url) => url !== pathToFileURL(file).href)).toEqual([]);
  });

  async function verdictOn(
    bytes: Uint8Array,
    { key = verifierKeyText(log.key.verifier), since = kept } = {},
  ): Promise<string> {
    await page.goto(pathToFileURL(file).href);
    await page
      .getByLabel(/^Bundle/)
      .setInputFiles({ name: 'bundle', mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    if (key !== '') await page.getByLabel(/public key of the log/).fill(key);
    if (since !== '') await page.getByLabel(/checkpoint that you have kept/).setInputFiles(since);
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.locator('#verdict h2').waitFor();
    return page.locator('#verdict').innerText();
  }

  it('says that a bundle holds which does', async () => {
    const verdict = await verdictOn(bundle);
    expect(verdict).toContain('Everything holds.');
    expect(verdict).toContain('Entries 100 to 5599 (5500)');
    expect(verdict).toContain('It extends the kept checkpoint of 600 entries.');
  });

  it('says which entry was altered', async () => {
    const altered = Buffer.from(bundle);
    const at = altered.indexOf('"event":4321');
    altered[at + 10] = 0x39;
    const verdict = await verdictOn(altered);
    expect(verdict).toContain('It does not hold.');
    expect(verdict).toContain('First bad index: 4321');
  });

  it('is told what there has to be: the first and the last, or chosen ones alone', async () => {
    const chosen = await log.bundleOf([7, 8, 300, 5_000]);
    expect(await verdictOn(chosen, { since: '' })).toContain('Entry 9 was left out');
    await page.getByText('What there has to be in it').click();
    await page.getByLabel(/Chosen entries are/).check();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.locator('#verdict h2.holds').waitFor();
    await page.getByLabel('The first entry').fill('6');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.locator('#verdict h2.fails').waitFor();
    expect(await page.locator('#verdict').innerText()).toContain('Entry 6 is missing: the bundle begins at 7.');
  });

  it('gives away the proof that the log signed two histories', async () => {
    const forged = TestLog.begin(workplace, log.key);
    await forged.append(entriesFrom(1, 600));
    const verdict = await verdictOn(await forged.bundle(0, 9));
    expect(verdict).toContain('two histories that cannot both be true');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /proof that the log/ }).click(),
    ]);
    const evidence = parseSplitView(new Uint8Array(readFileSync(await download.path())));
    expect(isSplitView(nodeCryptography, evidence, [log.key.verifier])).toBe(true);
  });

  it('says that another key has signed', async () =>
    expect(
      await verdictOn(bundle, {
        key: verifierKeyText(SigningKey.generate('clinic.example/audit', 'signature').verifier),
      }),
    ).toContain('a key that the policy does not name'));
  it('says what it had to take on trust', async () =>
    expect(await verdictOn(bundle, { key: '', since: '' })).toContain('not whose it is'));
  it('says that what is dropped is no bundle', async () =>
    expect(await verdictOn(Buffer.from('<script>alert(1)</script>'))).toContain('This is no audit bundle'));

  it('takes a bundle that is dropped on it', async () => {
    await page.goto(pathToFileURL(file).href);
    const transfer = await page.evaluateHandle((text) => {
      const { DataTransfer, File } = globalThis as unknown as {
        DataTransfer: new () => { items: { add(file: unknown): void } };
        File: new (parts: unknown[], name: string) => unknown;
      };
      const dropped = new DataTransfer();
      dropped.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], 'bundle'));
      return dropped;
    }, Buffer.from(bundle).toString('base64'));
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: transfer });
    await page.locator('#verdict h2.holds').waitFor();
  });
});
