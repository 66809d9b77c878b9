#!/usr/bin/env node
// `node tools/start/start.mjs WHAT [ARGUMENT …]`: the body of npm start and its siblings, and of npx stipple. Runs
// before any package is installed, and up to the check of the version on any Node, so it imports nothing before that.
const [major, minor] = process.versions.node.split('.').map(Number);
// 21 and the first of 22 cannot require an ECMAScript module, which NestJS 12 needs.
const fits = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 23;
if (fits) {
  import('./targets.mjs').then(({ start }) => start(process.argv.slice(2)));
} else {
  process.stderr.write(
    `Stipple needs Node.js 20.19 or newer (of 22, 22.12 or newer), and this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
}
