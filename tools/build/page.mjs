// Makes the page that verifies audit bundles: one HTML file that holds all it needs and works from a disk.
// Usage: node tools/build/page.mjs FILE
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

const folder = path.resolve(import.meta.dirname, '../../libs/audit-log/src/page');
const out = path.resolve(process.argv[2] ?? 'verify.html');

/** TypeScript names what it imports as it will be called when it is built. */
const sources = {
  name: 'sources',
  setup(building) {
    building.onResolve({ filter: /^\.\.?\/.*\.js$/ }, ({ path: asked, resolveDir }) => {
      const file = path.resolve(resolveDir, asked.replace(/\.js$/, '.ts'));
      return existsSync(file) ? { path: file } : undefined;
    });
  },
};

const { outputFiles } = await build({
  entryPoints: [path.join(folder, 'page.mjs')],
  bundle: true,
  write: false,
  format: 'iife',
  target: ['chrome109', 'firefox115', 'safari16.4'],
  minify: true,
  legalComments: 'inline',
  charset: 'utf8',
  plugins: [sources],
});
const script = outputFiles[0].text.replaceAll('</script', '<\\/script');
const style = await readFile(path.join(folder, 'page.css'), 'utf8');
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; base-uri 'none'; form-action 'none'`;
const html = await readFile(path.join(folder, 'index.html'), 'utf8');
const page = html
  .replace('__POLICY__', () => policy)
  // The policy names the text between the tags, so nothing of the layout may stand there.
  .replace(/\s*__STYLE__\s*/, () => style)
  .replace(/\s*__SCRIPT__;?\s*/, () => script);
for (const [tag, text] of [
  ['style', style],
  ['script', script],
])
  if (!page.includes(`<${tag}>${text}</${tag}>`)) throw new Error(`The page's ${tag} is not what its policy names.`);
await mkdir(path.dirname(out), { recursive: true });
await writeFile(out, page);
