import { access } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the checkout that this code runs from, found by its nx.json; undefined for code that runs elsewhere,
 * such as in an image.
 */
export async function checkoutFolder(): Promise<string | undefined> {
  let folder = path.dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const found = await access(path.join(folder, 'nx.json')).then(
      () => true,
      () => false,
    );
    if (found) return folder;
    const above = path.dirname(folder);
    if (above === folder) return undefined;
    folder = above;
  }
}
