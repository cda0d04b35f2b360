/** A gRPC call's address as k6 tags it: `host:port/package.Service/Method`. */
const CALL = /^((?:\[[\da-f:]+\]|[\w.-]+):\d+)\//i;

/** Where something went whose name does not say so, by the tag `url`: a call of gRPC, or a browser's request. */
export const hostOfUrlTag = (url: string): string | undefined => hostOf(url) ?? url.match(CALL)?.[1];

/** Host and port of an address as URLs name them, without a port that goes without saying; undefined for any other text. */
export function hostOf(address: string): string | undefined {
  if (!/^(?:https?|wss?):\/\//i.test(address) || !URL.canParse(address)) return undefined;
  const { host } = new URL(address);
  // k6 names what `http.url` put together by its template, which may stand in place of the host.
  return host.includes('$') ? undefined : host;
}

/** True for a host name or address (without a port) that never leaves its machine. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;
