import { print } from 'graphql';
import type { DocumentNode } from 'graphql';
import { Kept } from './kept.js';

/**
 * Gives one node for each text. Planners make new nodes, the stitching one for every request, while subgraphs remember
 * compiled documents by node.
 */
export class Documents {
  private readonly byText = new Kept<DocumentNode>({ entries: 2_000, characters: 2_000_000 });
  private readonly byNode = new WeakMap<DocumentNode, DocumentNode>();

  stable(document: DocumentNode): DocumentNode {
    const known = this.byNode.get(document);
    if (known !== undefined) return known;
    const text = print(document);
    const first = this.byText.get(text) ?? document;
    this.byText.set(text, first);
    this.byNode.set(document, first);
    return first;
  }
}

/** The valid documents of clients, parsed, under Apollo Server's keys. */
export class ValidDocuments {
  private readonly kept = new Kept<DocumentNode>({ entries: 1_000, characters: 1_000_000 });

  get(key: string): Promise<DocumentNode | undefined> {
    return Promise.resolve(this.kept.get(key));
  }

  set(key: string, document: DocumentNode): Promise<void> {
    this.kept.set(key, document, document.loc?.source.body.length);
    return Promise.resolve();
  }

  delete(key: string): Promise<boolean> {
    return Promise.resolve(this.kept.delete(key));
  }
}
