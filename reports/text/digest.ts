/**
 * Eight hexadecimal digits that tell texts apart in a name (FNV-1a over UTF-16). No proof against who wants two texts to meet.
 */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
