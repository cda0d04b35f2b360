import { once } from 'node:events';
import { BuhaError } from '../reports/model/error.ts';
import { cliWords } from '../reports/words/cli.ts';
import type { Call } from './call.ts';
import { EXIT } from './exit-codes.ts';
import { builtFile } from './paths.ts';
import { startShop } from './run/shop-process.ts';

/** Options of `buha shop` as the user wrote them. */
export interface ShopOptions {
  readonly port: string;
  readonly lock: 'distributed' | 'none';
}

const MOST_PORT = 65_535;

/** `buha shop`: the reference shop alone, until Ctrl-C. */
export async function shopCommand({ terminal, language, options }: Call<ShopOptions>): Promise<number> {
  const port = Number(options.port);
  if (!/^\d+$/.test(options.port) || port > MOST_PORT) {
    throw new BuhaError('setting', { field: '--port', value: options.port, allowed: `0–${MOST_PORT}` });
  }
  const shop = await startShop({ script: await builtFile('shop.js'), port, lock: options.lock });
  terminal.line(cliWords(language).shopListening(shop.baseUrl, options.lock));
  const stopped = new AbortController();
  const waiting = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) =>
    once(process, signal, { signal: stopped.signal }).catch(() => {}),
  );
  await Promise.race([...waiting, shop.gone]);
  stopped.abort();
  await shop.stop();
  return EXIT.done;
}
