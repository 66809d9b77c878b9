import { print } from 'graphql';
import type { DocumentNode } from 'graphql';

const most = 2_000;

/**
 * One node per text: planners make a new node for every plan, the stitching one for every request, while subgraphs
 * remember what they have compiled by node.
 */
export class Documents {
  private readonly byText = new Map<string, DocumentNode>();
  private readonly byNode = new WeakMap<DocumentNode, DocumentNode>();

  stable(document: DocumentNode): DocumentNode {
    const known = this.byNode.get(document);
    if (known !== undefined) return known;
    const text = print(document);
    const first = this.byText.get(text) ?? document;
    // Last used, last in the map: the first one is the one to forget.
    this.byText.delete(text);
    this.byText.set(text, first);
    const oldest = this.byText.keys().next();
    if (this.byText.size > most && !oldest.done) this.byText.delete(oldest.value);
    this.byNode.set(document, first);
    return first;
  }
}
