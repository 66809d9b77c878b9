import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { GatewayLog } from './log.js';
import type { Example, GatewayOptions } from './options.js';

const require = createRequire(import.meta.url);
const here = path.join(import.meta.dirname, 'page');
const inPackage = (name: string, file: string): string =>
  path.join(path.dirname(require.resolve(`${name}/package.json`)), file);

/** The files that a browser fetches: path, source and type. Nothing comes from elsewhere. */
const parts: Record<string, { file(): string; type: string }> = {
  '/': { file: () => path.join(here, 'index.html'), type: 'text/html; charset=utf-8' },
  '/page/page.css': { file: () => path.join(here, 'page.css'), type: 'text/css; charset=utf-8' },
  '/page/page.js': { file: () => path.join(here, 'page.js'), type: 'text/javascript; charset=utf-8' },
  '/page/icon.svg': { file: () => path.join(here, 'icon.svg'), type: 'image/svg+xml' },
  '/page/react.js': {
    file: () => inPackage('react', 'umd/react.production.min.js'),
    type: 'text/javascript; charset=utf-8',
  },
  '/page/react-dom.js': {
    file: () => inPackage('react-dom', 'umd/react-dom.production.min.js'),
    type: 'text/javascript; charset=utf-8',
  },
  '/page/graphiql.js': { file: () => inPackage('graphiql', 'graphiql.min.js'), type: 'text/javascript; charset=utf-8' },
  '/page/graphiql.css': { file: () => inPackage('graphiql', 'graphiql.min.css'), type: 'text/css; charset=utf-8' },
};

/** Allows no other host, and inline code only with the nonce. GraphiQL's style sheet carries its fonts and pictures. */
const policy = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data:; ` +
  "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Adds the page at `/`: signing in, then GraphiQL with the examples as its menu. Only people signed in get the menu.
 */
export async function addPage(
  app: FastifyInstance,
  {
    examples,
    verifyToken,
    log,
  }: { examples: readonly Example[]; verifyToken: GatewayOptions['verifyToken']; log: GatewayLog },
): Promise<void> {
  const loaded = await Promise.all(
    Object.entries(parts).map(async ([url, { file, type }]) => ({
      url,
      type,
      content: await contentOf(url, file, log),
    })),
  );
  for (const { url, type, content } of loaded) {
    app.get(url, async (request, reply) => {
      if (content === undefined)
        return await reply
          .status(503)
          .type('text/plain; charset=utf-8')
          .send('This part of the page is not installed. Run npm install.\n');
      if (url === '/') {
        const nonce = randomBytes(16).toString('base64url');
        void reply.headers({ 'content-security-policy': policy(nonce), 'cache-control': 'no-store' });
        return await reply.type(type).send(content.bytes.toString('utf8').replace('{nonce}', nonce));
      }
      void reply.headers({ 'cache-control': 'no-cache', etag: content.tag });
      if (request.headers['if-none-match'] === content.tag) return await reply.status(304).send();
      return await reply.type(type).send(content.bytes);
    });
  }
  app.get('/page/examples', async ({ headers }, reply) => {
    const token = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    const actor = token === undefined ? undefined : await verifyToken(token);
    return await answered(reply, actor ? { examples } : undefined);
  });
}

const answered = (reply: FastifyReply, content: object | undefined): FastifyReply => {
  void reply.header('cache-control', 'no-store');
  return content ? reply.send(content) : reply.status(401).send({ error: 'Sign in first.' });
};

async function contentOf(
  url: string,
  file: () => string,
  log: GatewayLog,
): Promise<{ bytes: Buffer; tag: string } | undefined> {
  try {
    const bytes = await readFile(file());
    return { bytes, tag: `"${createHash('sha256').update(bytes).digest('base64url')}"` };
  } catch (err) {
    log.error({ err, url }, 'a part of the page is not installed');
    return undefined;
  }
}
