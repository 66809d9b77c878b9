import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { closeAll, open } from '../test/client.js';

afterAll(closeAll);

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
const executablePath = candidates.find((path) => path !== undefined && existsSync(path));
const examples = [
  { name: 'Who am I', document: 'query Me {\n  me { id name }\n}' },
  {
    name: 'Day sheet',
    document: 'query DaySheet($date: String!) {\n  daySheet(date: $date) { id client { name } }\n}',
    variables: { date: '2026-11-23' },
  },
];

describe('the page, as it is served', () => {
  let clinic: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    clinic = await open({ examples });
  });

  it('names no other host, in its policy nor in itself', async () => {
    const { status, text, headers } = await clinic.get('/');
    expect(status).toBe(200);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
    expect(text).not.toMatch(/<script>|<style>| style="| on\w+="/);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).not.toMatch(/https?:|\*|unsafe/);
    for (const [, path = ''] of text.matchAll(/(?:src|href)="([^"]+)"/g))
      expect([path, (await clinic.get(path)).status]).toEqual([path, 200]);
  });

  it('is not sent again while it is the same', async () => {
    const { headers } = await clinic.get('/page/page.js');
    expect((await clinic.get('/page/page.js', { 'if-none-match': headers.get('etag') ?? '' })).status).toBe(304);
  });

  it('shows its examples, which tell about the schema, to people signed in', async () => {
    expect((await clinic.get('/page/examples')).status).toBe(401);
    expect((await clinic.get('/page/examples', { authorization: 'Bearer expired' })).status).toBe(401);
    expect(JSON.parse((await clinic.get('/page/examples', { authorization: 'Bearer token-of-desk' })).text)).toEqual({
      examples,
    });
  });
});

const skipped =
  'No Chromium was found, so the page was not opened in a browser. Install one, or name it in CHROMIUM_PATH.';
if (executablePath === undefined) {
  it('is opened in a browser', () => {
    if (process.env.CI === 'true') throw new Error(skipped);
    process.stderr.write(`SKIPPED: ${skipped}\n`);
  });
}

const inBrowser = executablePath === undefined ? describe.skip : describe;
inBrowser('the page in a browser', () => {
  let clinic: Awaited<ReturnType<typeof open>>;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const requested: string[] = [];

  beforeAll(async () => {
    clinic = await open({ examples });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => requested.push(request.url()));
    page.setDefaultTimeout(120_000);
  });
  afterAll(async () => {
    await browser.close();
  });

  const run = async (): Promise<string> => {
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window', { hasText: '"data"' }).waitFor();
    return await page.locator('.result-window').innerText();
  };

  it('says at the form why somebody is not let in', async () => {
    await page.goto(clinic.gateway.url);
    await page.getByLabel('E-mail').fill('desk@stipple.example');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('E-mail or password is wrong.').waitFor();
    expect(await page.locator('#graphiql').isVisible()).toBe(false);
  });

  it('lets somebody sign in, choose an operation, run it, and read what comes of it', async () => {
    await page.getByLabel('Password').fill('right');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Dana Desk').waitFor();
    await page.getByLabel('Try').selectOption({ label: 'Day sheet' });
    await page.locator('.graphiql-query-editor', { hasText: 'DaySheet' }).waitFor();
    expect(await run()).toContain('"name": "Client of 2"');
    await page.getByLabel('Try').selectOption({ label: 'Who am I' });
    await page.locator('.graphiql-query-editor', { hasText: 'query Me' }).waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    await page.locator('.result-window', { hasText: 'Somebody desk' }).waitFor();
    expect(clinic.contexts.staff.asked.at(-1)?.actor?.id).toBe('desk');
  });

  it('shows the schema to somebody signed in', async () => {
    await page.getByRole('button', { name: /Show Documentation Explorer/ }).click();
    await page.locator('.graphiql-doc-explorer').getByRole('link', { name: 'Query' }).waitFor();
  });

  it('asks for the schema once, however much is typed, and opens its dialogs', async () => {
    const asked = clinic.contexts.staff.asked.length;
    const before = requested.length;
    await page.locator('.graphiql-query-editor .CodeMirror').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' # and more');
    await page.getByRole('button', { name: /Open settings dialog/ }).click();
    await page.getByRole('dialog').getByText('Clear storage').waitFor();
    await page.keyboard.press('Escape');
    expect([requested.length, clinic.contexts.staff.asked.length]).toEqual([before, asked]);
  });

  it('is still signed in after a reload, and keeps nothing once signed out', async () => {
    await page.reload();
    await page.getByText('Dana Desk').waitFor();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate('JSON.stringify([Object.keys(sessionStorage), Object.keys(localStorage)])')).toBe(
      '[[],[]]',
    );
  });

  it('leads back to the form when the token has expired', async () => {
    await page.evaluate('sessionStorage.setItem("stipple-token", "expired")');
    await page.reload();
    await page.getByRole('alert').getByText('You are signed out. Sign in again.').waitFor();
    // The browser itself reports the 401 that tells the page so.
    const told = complaints.splice(0).filter((complaint) => !/status of 401/.test(complaint));
    expect(told).toEqual([]);
  });

  it('asks no other host for anything', () => {
    expect(requested.length).toBeGreaterThan(5);
    expect(requested.filter((url) => !url.startsWith(`${clinic.gateway.url}/`) && !url.startsWith('data:'))).toEqual(
      [],
    );
  });
});
