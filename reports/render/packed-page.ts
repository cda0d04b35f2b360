import type { Language } from '../words/language.ts';
import { pageWords } from '../words/page.ts';
import { escaped } from './html-text.ts';

/** Bytes that a page may have before most of it is packed: what a mail, a wiki and a browser take without a wait. */
export const MOST_PAGE_BYTES = 1_500_000;

/** Where the folded part of a page begins. */
export const APPENDIX = '<section class="appendix"';

/** Id of the element that holds what is packed. */
export const PACKED_ID = 'packed';

/** Characters of a packed page that stand there without its script, too: its first screen. */
const MOST_PLAIN = 150_000;

/** Deflated (zlib), in base64. */
async function packed(text: string): Promise<string> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** What stands before the last heading within the first so many characters, and before what is folded; else nothing. */
function beginning(main: string): string {
  const [plain = ''] = main.slice(0, MOST_PLAIN).split(APPENDIX);
  return plain.slice(0, Math.max(0, plain.lastIndexOf('\n<h')));
}

/**
 * A page of which only the beginning stands there, and all of it packed, for its script to put in place (`page/unpack.ts`):
 * no figure and no chart is given up for the size. `main` is the shown language's part of the page, `whole` the elements
 * that hold both languages and the data.
 */
export async function packedBody(main: string, whole: string, shown: Language): Promise<string> {
  return `<main id="main">
${beginning(main)}
<p class="packed" lang="${shown}">${escaped(pageWords(shown).packed)}</p>
</main>
<script type="application/octet-stream" id="${PACKED_ID}">${await packed(whole)}</script>
`;
}
