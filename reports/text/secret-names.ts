/** Words of a name that say that what it names is nobody else's business. */
const SECRET_WORD =
  /^(?:\w*keys?|\w*tokens?|\w*secrets?|pass(?:code|key|phrase|w|wd|words?)?|\w*passw(?:or)?ds?|auth(?:entication|orization|n|z)?|\w*sess(?:ion(?:id|s)?)?|[cx]srf\w*|credentials?|creds?|pins?|cookies?|jwts?|pwds?)$/;

/** Ordinary words that end as those do. */
const HARMLESS = /^(?:monkeys?|turkeys?|hotkeys?|keys?pace)$/;

/** What a name may end with and still name something that anybody may read. */
export const ABOUT =
  /(?:type|expir\w*|[_-](?:in|at|ttl|age|url|uri)|timeout|count|size|length|name|status|state|path|error|valid)$/i;

/** `X-ApiKey`, `API_KEY` and `apiKey` are two words each. */
const wordsOf = (name: string): string[] =>
  name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);

/**
 * True where the name of a header or of a variable says that its value is a secret: Authorization, Cookie, Set-Cookie,
 * Proxy-…, and names with the words key, token, secret, pass, pwd, auth, session, csrf, credential or pin.
 */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  return words[0] === 'proxy' || words.some((word) => SECRET_WORD.test(word) && !HARMLESS.test(word));
}
