import { decoded } from '../../reports/text/decoded.ts';
import { causeOf, WayFailed } from './way-failed.ts';

export interface DownloadOptions {
  /** Give up when no byte came for so long, in milliseconds. */
  idleMs: number;
  /** More than that is not read. */
  mostBytes: number;
  /** Called about once per MiB, and at the end. `totalBytes` is undefined when the server does not say it. */
  progress: (receivedBytes: number, totalBytes: number | undefined) => void;
  signal: AbortSignal | undefined;
}

const PROGRESS_STEP_BYTES = 1024 * 1024;

/** The address without what may be secret in it: name and password, query, fragment. */
export function publicUrl(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** `fetch` refuses an address with a name and a password in it; they go into the header where they belong. */
function split(url: URL): { address: URL; headers: Record<string, string> } {
  // Unpacking on the way (`content-encoding: gzip`) would change the bytes that the checksum is about.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' };
  const address = new URL(url);
  if (url.username !== '') {
    const credentials = `${decoded(url.username)}:${decoded(url.password)}`;
    headers.authorization = `Basic ${Buffer.from(credentials).toString('base64')}`;
  }
  address.username = '';
  address.password = '';
  return { address, headers };
}

/** Fetches a file into memory, redirects followed. Throws WayFailed; and the signal's reason when that is aborted. */
export async function download(url: URL, { idleMs, mostBytes, progress, signal }: DownloadOptions): Promise<Buffer> {
  const place = publicUrl(url);
  const stalled = new AbortController();
  const timer = setTimeout(() => stalled.abort(), idleMs);
  const chunks: Uint8Array[] = [];
  let receivedBytes = 0;
  let totalBytes: number | undefined;
  try {
    const { address, headers } = split(url);
    const ended = signal === undefined ? stalled.signal : AbortSignal.any([signal, stalled.signal]);
    const response = await fetch(address, { headers, signal: ended });
    if (!response.ok) {
      await response.body?.cancel();
      throw new WayFailed({ fault: 'download-status', url: place, status: response.status });
    }
    const length = response.headers.get('content-length');
    totalBytes = length === null ? undefined : Number(length);
    const tooLong = () => new WayFailed({ fault: 'download-too-long', url: place, mostBytes });
    if (totalBytes !== undefined && totalBytes > mostBytes) {
      await response.body?.cancel();
      throw tooLong();
    }
    let reportedBytes = 0;
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      chunks.push(chunk);
      receivedBytes += chunk.byteLength;
      if (receivedBytes > mostBytes) throw tooLong();
      if (receivedBytes - reportedBytes < PROGRESS_STEP_BYTES) continue;
      reportedBytes = receivedBytes;
      progress(receivedBytes, totalBytes);
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof WayFailed) throw error;
    if (stalled.signal.aborted) throw new WayFailed({ fault: 'download-stalled', url: place, receivedBytes, idleMs });
    if (receivedBytes > 0) throw new WayFailed({ fault: 'download-cut-off', url: place, receivedBytes, totalBytes });
    throw new WayFailed({ fault: 'download-unreachable', url: place, cause: causeOf(error) });
  } finally {
    clearTimeout(timer);
  }
  progress(receivedBytes, totalBytes);
  return Buffer.concat(chunks, receivedBytes);
}
