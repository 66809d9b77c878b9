#!/usr/bin/env node
// npx stipple: brings packages and builds up to date, then runs the command line. It finds the starter by its place in
// the checkout, because before the first build there is no package to import.
const { start } = await import(new URL('../../../tools/start/targets.mjs', import.meta.url).href);

await start(['stipple', ...process.argv.slice(2)]);
