/**
 * A cache by text that forgets the least recently used entry. Bounded in entries and in characters, since the value
 * made of a text takes about a hundred times its room.
 */
export class Kept<Value> {
  private readonly values = new Map<string, { value: Value; size: number }>();
  private characters = 0;

  constructor(private readonly most: { entries: number; characters: number }) {}

  get(text: string): Value | undefined {
    const found = this.values.get(text);
    if (found === undefined) return undefined;
    // The map keeps the order of use: the first entry is the least recently used.
    this.values.delete(text);
    this.values.set(text, found);
    return found.value;
  }

  /** @param size characters of the value's source, where the text is only its name */
  set(text: string, value: Value, size = text.length): void {
    this.delete(text);
    if (size > this.most.characters) return;
    this.values.set(text, { value, size });
    this.characters += size;
    for (const oldest of this.values.keys()) {
      if (this.values.size <= this.most.entries && this.characters <= this.most.characters) break;
      this.delete(oldest);
    }
  }

  delete(text: string): boolean {
    this.characters -= this.values.get(text)?.size ?? 0;
    return this.values.delete(text);
  }
}
