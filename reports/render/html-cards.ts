import { inlineHtml } from './html-markdown.ts';
import { escaped } from './html-text.ts';

/** Tables whose rows are cards on a telephone: every value with its name beside it. */

export interface Cell {
  readonly html: string;
  /** Named beside its value where a row is a card; a cell without takes a line of its own. */
  readonly label?: string | undefined;
  readonly kind?: string;
}

/** A verdict in its colour; markdown. */
export const tag = (verdict: string, kind: string): string => `<span class="tag ${kind}">${inlineHtml(verdict)}</span>`;

export function cardRow(cells: readonly Cell[]): string {
  const html = cells.map(({ html: own, label, kind }) => {
    const [className, data] = [kind ? ` class="${kind}"` : '', label === undefined ? '' : ` data-l="${label}"`];
    return `<td role="cell"${className}${data}>${own}</td>`;
  });
  return `<tr role="row">${html.join('')}</tr>`;
}

/** `label` is plain text, heads are HTML. Roles: a row that is laid out as a card is a row all the same. */
export function cardTable(
  label: string,
  heads: readonly { readonly text: string; readonly kind?: string }[],
  rows: readonly string[],
): string {
  const head = heads.map(
    ({ text, kind }) => `<th scope="col" role="columnheader"${kind ? ` class="${kind}"` : ''}>${text}</th>`,
  );
  return `<div class="scroll" role="region" tabindex="0" aria-label="${escaped(label)}"><table class="verdicts" role="table">
<thead role="rowgroup"><tr role="row">${head.join('')}</tr></thead>
<tbody role="rowgroup">
${rows.join('\n')}
</tbody>
</table></div>
`;
}
