/** A page that would be too large holds most of itself packed (`reports/render/packed-page.ts`). */
import { PACKED_ID } from '../reports/render/packed-page.ts';

const packed = () => document.getElementById(PACKED_ID);

export const isPacked = (): boolean => packed() !== null;

/** Puts the whole page in the place of what stands of it. Without a network: what is read is in the page itself. */
export async function unpack(): Promise<void> {
  const holder = packed();
  const bytes = Uint8Array.from(atob(holder?.textContent ?? ''), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  const whole = await new Response(stream).text();
  // Its own text, written by the same renderer as the rest of the page: names in it are escaped.
  const main = document.getElementById('main');
  main?.insertAdjacentHTML('afterend', whole);
  main?.remove();
  holder?.remove();
  // What the address leads to was not there when the page was opened.
  if (location.hash.length > 1) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}
