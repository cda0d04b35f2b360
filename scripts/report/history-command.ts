import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runSeries } from '../../reports/analyse/history.ts';
import { BuhaError } from '../../reports/model/error.ts';
import { historyPage } from '../../reports/render/history-page.ts';
import { historyTable } from '../../reports/render/history-table.ts';
import { errorText } from '../../reports/words/errors.ts';
import { historyWords } from '../../reports/words/history.ts';
import type { Call } from '../call.ts';
import { EXIT } from '../exit-codes.ts';
import { readHistory, readPlainHistory } from '../read/history.ts';
import { mustBeApi } from '../read/known-facts.ts';
import { reading } from '../read/reading.ts';
import { INDEX_FILE } from '../read/run-files.ts';
import { columnsOf, Terminal } from '../terminal.ts';
import { announce, writeOutput } from '../write/output.ts';
import { pageAssets } from './page-assets.ts';

/** Options of `buha history` as the user wrote them. */
export interface HistoryOptions {
  readonly api: string | undefined;
  readonly profile: string | undefined;
}

/** True for a page that lies among outputs of k6 and is somebody else's. */
const isForeignPage = (file: string) =>
  existsSync(file) && !readFileSync(file, 'utf8').includes('<meta name="generator" content="buha">');

/** `buha history [FOLDER]`: the runs of a folder as a table, and as a page in it. Throws `no-runs`, `cannot-read` … */
export async function historyCommand(results: string, call: Call<HistoryOptions>): Promise<number> {
  const { host, terminal, language, config } = call;
  const { api, profile } = call.options;
  mustBeApi('--api', api, config.project);
  const words = historyWords(language);
  let leftOut = 0;
  const recorded = await readHistory(
    results,
    (folder, fault) => {
      leftOut += 1;
      terminal.line(
        fault.code === 'unfinished-run'
          ? words.unfinished(join(results, folder))
          : words.unreadable(folder, errorText(fault, language)),
      );
    },
    config.project,
  );
  const all = recorded.length > 0 ? recorded : await readPlainHistory(results, reading(call));
  terminal.endStatus();
  if (all.length === 0) throw new BuhaError('no-history', { folder: results, known: [], leftOut });
  const wanted = all.filter(
    ({ record, origin }) =>
      (api === undefined || origin.apis.includes(api)) && (profile === undefined || record?.profile?.name === profile),
  );
  if (wanted.length === 0) {
    const known = all.map(({ record, origin }) =>
      [origin.apis[0] ?? origin.name, record?.profile?.name ?? '-'].join(' '),
    );
    throw new BuhaError('no-history', { folder: results, known: [...new Set(known)].toSorted() });
  }
  // The page has every run, whatever the terminal shows.
  const page = await historyPage(runSeries(all), await pageAssets(), call.documentLanguage);
  const file = join(results, INDEX_FILE);
  const isTaken = recorded.length === 0 && isForeignPage(file);
  const files = isTaken ? [] : await writeOutput(file, 'history', page, call);
  const link = (path: string) => pathToFileURL(resolve(path)).href;
  // A file and a pipe have room for whole rows.
  const columnsWide = host.stdout.isTTY ? columnsOf(host.stdout) : Number.POSITIVE_INFINITY;
  new Terminal(host.stdout, host.env).lines(
    historyTable(runSeries(wanted), language, columnsWide, (report) => link(join(results, report))),
  );
  terminal.line(words.changes(false));
  if (isTaken) terminal.line(words.keptPage(file));
  announce(files, call);
  return EXIT.done;
}
