/** The beginning or the end of a fenced block, also behind a list's number. */
const FENCE = /^(?:\d+[.)] +)?(`{3,}|~{3,})(.*)$/;

/** Follows the fenced blocks of a document line by line; lines come without their quoting. */
export class Fences {
  #open: string | undefined;

  /** True within a block. */
  get isOpen(): boolean {
    return this.#open !== undefined;
  }

  /** Takes the next line; answers whether it is a fence. Within a block one with a language begins another one. */
  read(content: string): boolean {
    if (!content.includes('```') && !content.includes('~~~')) return false;
    const [, fence, info = ''] = content.match(FENCE) ?? [];
    if (fence === undefined) return false;
    if (this.#open === undefined) this.#open = fence;
    // A shorter fence, or one of the other kind, is text of the block: a document within the document.
    else if (fence.startsWith(this.#open)) this.#open = info.trim() === '' ? undefined : fence;
    return true;
  }
}
