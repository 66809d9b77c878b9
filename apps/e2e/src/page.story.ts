import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { openClinic, shape } from './world.js';

const executable = [
  process.env['CHROMIUM_PATH'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((file) => file !== '' && existsSync(file));
if (executable === undefined) {
  if (process.env['CI'] === 'true')
    throw new Error('With CI=true the page has to be opened in a browser, but no Chromium is installed.');
  process.stdout.write('skipped: the page in a browser, because no Chromium is installed (set CHROMIUM_PATH).\n');
}

(executable === undefined ? describe.skip : describe)(`the page (${shape.name})`, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      ...(executable === undefined ? {} : { executablePath: executable }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    });
  });
  afterAll(() => browser.close());

  it('lets the front desk sign in and see the day sheet, without leaving this address', async () => {
    const clinic = await openClinic();
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (
        !request.url().startsWith(shape.url) &&
        !request.url().startsWith('data:') &&
        !request.url().startsWith('blob:')
      )
        elsewhere.push(request.url());
    });
    await page.goto(shape.url);
    await page.getByLabel(/e-mail/i).fill(clinic.emails.desk);
    await page.getByLabel(/password/i).fill('not the password');
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.getByRole('alert').filter({ hasText: /\w/ }).waitFor();
    await page.getByLabel(/password/i).fill(shape.password);
    await page.getByRole('button', { name: /sign in/i }).click();
    await page.locator('.graphiql-container').waitFor();
    const token = await page.evaluate(() => Object.values(sessionStorage).length);
    expect(token).toBeGreaterThan(0);
    await page.getByLabel('Try').selectOption({ label: 'Me' });
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.result-window').filter({ hasText: 'FRONT_DESK' }).waitFor();
    await page.getByLabel('Try').selectOption({ label: 'DaySheet' });
    await page.getByRole('button', { name: /execute query/i }).click();
    await page.locator('.result-window').filter({ hasText: '"daySheet": []' }).waitFor();
    expect(elsewhere).toEqual([]);
    await page.close();
  });
});
